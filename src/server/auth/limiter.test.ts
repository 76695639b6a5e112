import { describe, expect, it } from 'vitest';
import { createLimiter } from './limiter.ts';
import { readSetCookies } from './cookies.ts';
import { isInScope } from './unit-scope.ts';

describe('a limit on attempts', () => {
	it('counts each key apart, whatever its case, and all together, until the window ends', () => {
		let time = 0;
		const limiter = createLimiter({ each: 2, all: 5, windowMs: 1000 }, () => new Date(time));
		expect(['a', 'A', 'a'].map((key) => limiter.allow(key))).toEqual([true, true, false]);
		expect(['b', 'c', 'd'].map((key) => limiter.allow(key))).toEqual([true, true, false]);
		time = 1000;
		expect(limiter.allow('a')).toBe(true);
	});
});

describe('cookies of the sign-in library', () => {
	it('keep value and attributes', () => {
		const headers = new Headers();
		headers.append(
			'set-cookie',
			'__Host-murmure=a%2Bb.c%3D; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
		);
		headers.append('set-cookie', 'plain=; Max-Age=0; Path=/');
		expect(readSetCookies(headers)).toMatchObject([
			{
				name: '__Host-murmure',
				value: 'a%2Bb.c%3D',
				options: { path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: 60 },
			},
			{ name: 'plain', value: '', options: { maxAge: 0, httpOnly: false, secure: false } },
		]);
	});
});

describe('a committee scope', () => {
	const units = [
		{ unitId: 'root', parentId: null },
		{ unitId: 'a', parentId: 'root' },
		{ unitId: 'a1', parentId: 'a' },
		{ unitId: 'b', parentId: 'root' },
	];

	it('reaches from its unit down', () => {
		expect(['root', 'a', 'a1', 'b'].filter((id) => isInScope('a', id, units))).toEqual(['a', 'a1']);
		expect(['root', 'b'].every((id) => isInScope(null, id, units))).toBe(true);
		expect(isInScope(null, 'nowhere', units)).toBe(false);
	});

	it('reaches units of past seasons by the parent they had, but today’s tree decides', () => {
		const former = [
			{ unitId: 'gone', parentId: 'a1' },
			{ unitId: 'b', parentId: 'a' },
		];
		expect(isInScope('a', 'gone', units, former)).toBe(true);
		expect(isInScope('a', 'b', units, former)).toBe(false);
	});

	it('ends on a tree that turns in circles', () => {
		const circle = [
			{ unitId: 'x', parentId: 'y' },
			{ unitId: 'y', parentId: 'x' },
		];
		expect(isInScope('a', 'x', circle)).toBe(false);
	});
});
