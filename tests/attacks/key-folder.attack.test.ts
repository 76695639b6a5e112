/** The attacker is another user of the machine, or a backup job that copies the data folder, and looks for the rounds' keys. */
import { mkdtempSync, rmSync, statSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createKeyStore } from '#server/voices/key-store.ts';
import { makeRoundKeys } from '#server/voices/make-round-keys.ts';

it('finds a folder and files that only the server’s own user can open, and no leftover of a write', async () => {
	const parent = mkdtempSync(join(tmpdir(), 'murmure-key-folder-'));
	const folder = join(parent, 'keys');
	const before = process.umask(0);
	try {
		const keys = createKeyStore(folder);
		const { secret } = await makeRoundKeys(['a']);
		for (const round of ['pulse:2026-11', 'pulse:2026-W45/W46', '../outside'])
			await keys.write(round, secret);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		const names = readdirSync(folder);
		expect(names).toHaveLength(3);
		for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
		// No name leads out of the folder.
		expect(readdirSync(parent)).toEqual(['keys']);
		expect((await keys.list()).sort()).toEqual([
			'../outside',
			'pulse:2026-11',
			'pulse:2026-W45/W46',
		]);
		for (const round of await keys.list()) await keys.destroy(round);
		expect(readdirSync(folder)).toEqual([]);
	} finally {
		process.umask(before);
		rmSync(parent, { recursive: true, force: true });
	}
});
