import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixtureLexicon } from '#engine/fixture.ts';
import { createEngine } from '#engine/read.ts';
import { readAll } from './read.ts';

const engine = createEngine({ fr: fixtureLexicon('fr'), en: fixtureLexicon('en') });

async function pipe(
	chunks: (string | Buffer)[],
): Promise<{ code: number; lines: { id: unknown }[] }> {
	const output = new PassThrough();
	let text = '';
	output.on('data', (data: Buffer) => (text += data.toString()));
	const code = await readAll(
		engine,
		Readable.from(chunks.map((c) => Buffer.from(c))),
		output,
		'in',
	);
	const lines = text.split('\n').filter(Boolean);
	return { code, lines: lines.map((line) => JSON.parse(line) as { id: unknown }) };
}

describe('murmure read', () => {
	let errors = '';
	beforeEach(() => {
		errors = '';
		vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
			errors += String(text);
			return true;
		});
	});
	afterEach(() => void vi.restoreAllMocks());

	test('answers in order with exactly the keys of the contract', async () => {
		const { code, lines } = await pipe([
			'{"id":1,"text":"content"}\n{"id":"b","text":"tired","lang":"en"}',
		]);
		expect(code).toBe(0);
		expect(lines.map(({ id }) => id)).toEqual([1, 'b']);
		expect(Object.keys(lines[0]!)).toEqual(
			'id lang valence polarity intensity emotions factors difficulty safety evidence'.split(' '),
		);
	});
	test('takes a BOM, CRLF, empty lines, and lines cut anywhere', async () => {
		const { code, lines } = await pipe([
			'\uFEFF{"id":1,"te',
			'xt":"é"}\r',
			'\n\r\n{"id":2,"text":""}\r\n',
		]);
		expect(code).toBe(0);
		expect(lines.map(({ id }) => id)).toEqual([1, 2]);
	});
	test('names the line of each fault, answers the others, and ends with 2', async () => {
		const bad = [
			'{"id":1,"text":"x","lang":"de"}',
			'{',
			'[]',
			'{"text":"x"}',
			'{"id":null,"text":"x"}',
			'{"id":2}',
		];
		const { code, lines } = await pipe([
			`${bad.join('\n')}\n`,
			Buffer.from([0xff, 10]),
			'{"id":9,"text":"x"}',
		]);
		expect(code).toBe(2);
		expect(lines.map(({ id }) => id)).toEqual([9]);
		expect(
			errors
				.split('\n')
				.filter(Boolean)
				.map((line) => line.split(':')[1]),
		).toEqual('1 2 3 4 5 6 7'.split(' '));
	});
	test('stops quietly when nobody reads any more', async () => {
		const output = new PassThrough();
		output.destroy(Object.assign(new Error('broken'), { code: 'EPIPE' }));
		const input = Readable.from([Buffer.from('{"id":1,"text":"x"}\n'.repeat(10_000))]);
		expect(await readAll(engine, input, output, 'in')).toBe(0);
		expect(errors).toBe('');
	});
	test('answers a pipe that stays open', async () => {
		const input = new PassThrough();
		const output = new PassThrough();
		const done = readAll(engine, input, output, 'in');
		input.write('{"id":1,"text":"content"}\n');
		const first = await new Promise((resolve) => output.once('data', resolve));
		expect(String(first)).toContain('"id":1');
		input.end();
		expect(await done).toBe(0);
	});
});
