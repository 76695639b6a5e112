import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '#contracts/canonical.ts';
import type { KeyList } from '#contracts/protocol.ts';
import { checkKeys } from './check-keys.ts';

const list = (over: Partial<KeyList['rounds'][number]> = {}): KeyList => ({
	season: '2026-11',
	rounds: [
		{
			purpose: 'pulse',
			round: 'pulse:2026-11',
			period: '2026-11',
			opens: '2026-11-01',
			closes: '2026-12-01',
			sealKey: 'AAAA',
			pools: { b: 'BBBB', a: 'AAAA' },
			...over,
		},
	],
});
const hashOf = (keyList: KeyList) => createHash('sha256').update(canonical(keyList)).digest('hex');
const published = (keyList: KeyList) => ({ keyList, hash: hashOf(keyList) });
const own = { season: '2026-11', keyListHash: hashOf(list()) };
const KEYS_DIFFER = { ok: false, code: 'KEYS_DIFFER' };

describe('the keys shown to a device', () => {
	it('are taken when the list has the hash that everybody is told', async () => {
		expect(await checkKeys([published(list())], own, [own.keyListHash])).toEqual({
			ok: true,
			value: list(),
		});
	});

	it('are refused when one key of one pool differs, under the right hash or its own', async () => {
		const unique = list({ pools: { a: 'AAAA', b: 'CCCC' } });
		expect(await checkKeys([{ keyList: unique, hash: own.keyListHash }], own)).toEqual(KEYS_DIFFER);
		expect(await checkKeys([published(unique)], own)).toEqual(KEYS_DIFFER);
	});

	it('are refused when the person is told another hash than everybody', async () => {
		const told = { ...own, keyListHash: hashOf(list({ sealKey: 'CCCC' })) };
		expect(await checkKeys([published(list())], told)).toEqual(KEYS_DIFFER);
	});

	it('are refused when they changed since an earlier visit', async () => {
		expect(await checkKeys([published(list())], own, ['other'])).toEqual(KEYS_DIFFER);
	});

	it('are asked for again when the season is not among them', async () => {
		expect(await checkKeys([], own)).toEqual({ ok: false, code: 'UNAVAILABLE' });
	});
});
