import { describe, expect, it } from 'vitest';
import { anchorOf, anchorsIn } from './anchor-lines.ts';

const HASH = 'a1'.repeat(32);
const anchor = (seq: number) => ({ seq, hash: HASH });

describe('anchors in a text', () => {
	it('are found wherever they stand, in order', () => {
		const mail = `Bonjour,\r\n41:${HASH}\r\n> 7:${HASH}: à garder\n2026-11-24 12:${HASH}.`;
		expect(anchorsIn(mail)).toEqual([anchor(41), anchor(7), anchor(12)]);
		expect(anchorsIn('')).toEqual([]);
	});

	it('are none where the hash is longer or shorter, in capitals, or part of something else', () => {
		for (const text of [`41:${HASH}a`, `41:${HASH.slice(1)}`, `41:${HASH.toUpperCase()}`])
			expect(anchorsIn(text), text).toEqual([]);
		for (const text of [`x41:${HASH}`, `3:41:${HASH}`, `${'9'.repeat(16)}:${HASH}`])
			expect(anchorsIn(text), text).toEqual([]);
	});

	it('given as one is that and nothing else', () => {
		expect(anchorOf(`41:${HASH}`)).toEqual(anchor(41));
		for (const text of [` 41:${HASH}`, `41:${HASH}\n`, '41', '']) expect(anchorOf(text)).toBeNull();
	});
});
