import { describe, expect, it } from 'vitest';
import { ENTRY_BUCKETS, MAX_KEPT_TEXT } from '#contracts/journal-sizes.ts';
import { entry } from '#engine/companion/samples.ts';
import { newEntryId, openDeviceJournal, today } from './device-journal.ts';
import { memoryJournal } from './journal-store.ts';

const SENTENCE = 'la grommeleuse de la quincaillerie';
const written = (n: number, text: string | null = null) => ({ ...entry(n), text });

describe('a journal on the device', () => {
	it('gives back what was kept, latest first, and only to whom it belongs', async () => {
		const store = memoryJournal();
		const mine = openDeviceJournal('a', store);
		for (const n of [1, 3, 2])
			expect(await mine.put(written(n, SENTENCE))).toMatchObject({ ok: true });
		expect((await mine.list()).map(({ day }) => day)).toEqual([
			'2026-01-04',
			'2026-01-03',
			'2026-01-02',
		]);
		expect((await mine.list())[0]!.text).toBe(SENTENCE);
		expect(await openDeviceJournal('b', store).list()).toEqual([]);
	});

	it('stores no word of it, in few sizes, under a key that cannot be exported', async () => {
		const store = memoryJournal();
		await openDeviceJournal('a', store).put(written(1, SENTENCE));
		await openDeviceJournal('a', store).put(written(2, null));
		const sealed = [...store.kept.values()].filter((one) => one instanceof Uint8Array);
		expect(sealed.map(({ length }) => length)).toEqual([ENTRY_BUCKETS[0], ENTRY_BUCKETS[0]]);
		for (const bytes of sealed) expect(Buffer.from(bytes).includes('quincaillerie')).toBe(false);
		const keys = [...store.kept.values()].filter((one) => one instanceof CryptoKey);
		expect(keys).toHaveLength(1);
		await expect(crypto.subtle.exportKey('raw', keys[0]!)).rejects.toThrow();
	});

	it('leaves out an entry that was tampered with, or put in the place of another', async () => {
		const store = memoryJournal();
		const journal = openDeviceJournal('a', store);
		for (const n of [1, 2, 3]) await journal.put(written(n));
		const [first, second] = [...store.kept.keys()].filter((name) => name.startsWith('entry'));
		(store.kept.get(first!) as Uint8Array)[40]! ^= 1;
		store.kept.set(second!, store.kept.get([...store.kept.keys()].at(-1)!));
		expect((await journal.list()).map(({ day }) => day)).toEqual(['2026-01-04']);
	});

	it('replaces an entry by its id, cuts what is too long, and says when nothing can be stored', async () => {
		const store = memoryJournal();
		const journal = openDeviceJournal('a', store);
		await journal.put(written(1, 'before'));
		await journal.put(written(1, 'x'.repeat(MAX_KEPT_TEXT + 5)));
		expect((await journal.list()).map(({ text }) => text?.length)).toEqual([MAX_KEPT_TEXT]);
		const full = { ...store, set: () => Promise.reject(new DOMException('full')) };
		expect(await openDeviceJournal('a', full).put(written(2))).toEqual({
			ok: false,
			code: 'JOURNAL_STORE',
		});
	});

	it('takes in another device’s entries and deletions, and brings back nothing that was deleted', async () => {
		const [here, there] = [memoryJournal(), memoryJournal()].map((one) =>
			openDeviceJournal('a', one),
		);
		for (const n of [1, 2]) await here!.put(written(n));
		await there!.merge(await here!.whole());
		await there!.put(written(3));
		await there!.remove(entry(1).id);
		expect(await here!.merge(await there!.whole())).toBe(true);
		expect((await here!.list()).map(({ day }) => day)).toEqual(['2026-01-04', '2026-01-03']);
		expect(await here!.merge(await there!.whole())).toBe(false);
		await there!.merge({ format: 'murmure-journal-1', entries: [entry(1)], gone: [] });
		expect(await there!.list()).toHaveLength(2);
	});

	it('leaves nothing of its owner when erased, and all of the others', async () => {
		const store = memoryJournal();
		await openDeviceJournal('b', store).put(written(2));
		const before = [...store.kept.keys()];
		const journal = openDeviceJournal('a', store);
		await journal.put(written(1));
		await journal.remove(entry(1).id);
		await journal.erase();
		expect([...store.kept.keys()]).toEqual(before);
	});

	it('names entries at random, and days by the clock here', () => {
		expect(newEntryId()).toMatch(/^[\w-]{22}$/);
		expect(newEntryId()).not.toBe(newEntryId());
		expect(today(new Date(2026, 0, 2, 23, 59))).toBe('2026-01-02');
	});
});
