import { describe, expect, it } from 'vitest';
import { mayReadContents, readerCode } from './ledger-reader.ts';

const secret = 's'.repeat(32);

describe('the contents of the ledger', () => {
	it('are read with the code of this server, and no other', () => {
		const code = readerCode(secret);
		expect(code).toMatch(/^[A-Za-z0-9]{24}$/);
		expect(mayReadContents(`Bearer ${code}`, { secret, open: false })).toBe(true);
		for (const wrong of [null, '', code, `Bearer ${code}x`, `Bearer ${readerCode('t'.repeat(32))}`])
			expect(mayReadContents(wrong, { secret, open: false })).toBe(false);
	});

	it('are open where it was decided so', () => {
		expect(mayReadContents(null, { secret, open: true })).toBe(true);
	});
});
