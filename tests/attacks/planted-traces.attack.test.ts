/** The attacker plants a sentence and an unmistakable voice, and then searches every file: database, write-ahead log, temporary files, logs, key folder, analytic tables. */
import { readdirSync, readFileSync, rmSync, statSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { ENVELOPE_BYTES } from '#contracts/protocol.ts';
import type { Voice } from '#contracts/voice.ts';
import { rebuildMarts, martsPath } from '#server/analytics/marts.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { makeRig, ROUND } from '../integration/voices-rig.ts';

const SENTENCE = 'la grommeleuse de la quincaillerie zanzibariote';
/** An order of factors that nobody else chooses. */
const PLANTED: Voice = {
	valence: -1,
	emotion: 'disengagement',
	difficulty: 'organisation',
	factors: ['values-', 'insecurity+', 'autonomy-'],
};
const [one, two, three] = PLANTED.factors;
const NEEDLES = [
	...[SENTENCE, 'zanzibariote', Buffer.from(SENTENCE).toString('base64').slice(2, -4)],
	...[
		`"${one}","${two}"`,
		`${one}|${two}`,
		`${one},${two}`,
		`${two}","${three}`,
		`${two}|${three}`,
	],
];

it('finds nothing, before the close and after it', async () => {
	const began = Date.now() - 1000;
	const temporary = mkdtempSync(join(tmpdir(), 'murmure-planted-'));
	const rig = await makeRig();
	let said = '';
	for (const stream of [process.stderr, process.stdout])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
	rig.context.rebuildMarts = async () => rebuildMarts(martsPath(temporary), await rig.ledger());
	const ids = rig.people.slice(0, 12).map(({ personId }) => personId);
	await rig.post(...(await Promise.all(ids.map((id) => rig.envelope(id, PLANTED)))));
	// A faulty client posts the sentence itself, bare and in an envelope's padding.
	await rig.submit(SENTENCE.padEnd(ENVELOPE_BYTES));
	const body = await rig.envelope('b-0', PLANTED);
	await rig.post(body.replace(/"pad":"\.{60}/, `"pad":"${SENTENCE.padEnd(60, '.')}`));
	const { rows } = await rig.pool.query<{ folder: string; super: boolean }>(
		`select current_setting('data_directory') as folder, rolsuper as super from pg_roles where rolname = current_user`,
	);
	const database = rows[0]!.folder;
	const search = async (): Promise<string[]> => {
		await rig.pool.query('checkpoint');
		const files = [...filesIn(database), ...filesIn(rig.folder), ...filesIn(temporary)];
		files.push(...filesIn(tmpdir(), 1).filter((path) => statOf(path) >= began));
		expect(files.length).toBeGreaterThan(500);
		return files.filter((path) => contains(path));
	};
	const open = await search();
	expect(await closeRound(rig.context, ROUND)).toMatchObject({ ok: true });
	const closed = await search();
	vi.restoreAllMocks();
	expect(open).toEqual([]);
	expect(closed).toEqual([]);
	for (const needle of NEEDLES) expect(said.includes(needle), needle).toBe(false);
	// The search finds what is there: a person's name, in the same files.
	const name = Buffer.from('Personne a 00');
	expect(filesIn(database).some((path) => read(path).includes(name))).toBe(true);
	rmSync(temporary, { recursive: true, force: true });
});

function filesIn(folder: string, deep = 9): string[] {
	try {
		return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) return deep > 1 ? filesIn(path, deep - 1) : [];
			return entry.isFile() ? [path] : [];
		});
	} catch {
		return [];
	}
}
const statOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
function read(path: string): Buffer {
	try {
		return readFileSync(path);
	} catch {
		return Buffer.alloc(0);
	}
}
const contains = (path: string): boolean => {
	const bytes = read(path);
	return NEEDLES.some((needle) => bytes.includes(needle));
};
