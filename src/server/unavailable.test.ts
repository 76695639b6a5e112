import { describe, expect, it } from 'vitest';
import { isUnavailable } from './unavailable.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('an error of the database', () => {
	it.each(['57P01', '57P03', '08006', '53300', 'ECONNREFUSED', 'ENOENT'])('%s passes', (code) => {
		expect(isUnavailable(withCode(code))).toBe(true);
		expect(isUnavailable(new Error('query', { cause: withCode(code) }))).toBe(true);
	});

	it('may be a connection that ended', () => {
		expect(isUnavailable(new Error('Connection terminated unexpectedly'))).toBe(true);
	});

	it.each(['23505', '42P01', '22P02'])('%s is a mistake of ours', (code) => {
		expect(isUnavailable(withCode(code))).toBe(false);
	});

	it('is not anything else', () => {
		for (const thrown of [null, undefined, 'text', new TypeError('x'), { code: '57P01' }])
			expect(isUnavailable(thrown)).toBe(false);
	});
});
