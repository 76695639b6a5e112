/** The attacker can kill the process (kill -9) in the middle of the closing batch, at any step, hoping for a second release with other noise, for half of one, or for a key that stays. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256hex } from '#server/db/ledger.ts';
import { verifyLedger } from '#release/verify-ledger.ts';
import { CLOSE_STEPS } from '#server/voices/close-round.ts';
import { runDueWork } from '#server/voices/run-due-work.ts';
import { makeRig, ROUND } from '../integration/voices-rig.ts';

/** Within this copy, so that the program finds the rest of it. */
const folder = mkdtempSync(join(process.cwd(), '.svelte-kit', 'killed-'));
const program = join(folder, 'close-and-die.mjs');
beforeAll(() => {
	execFileSync(process.execPath, ['tests/attacks/bundle-close.mjs', program], { stdio: 'inherit' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(CLOSE_STEPS)('releases exactly once when killed at the step "%s"', async (step) => {
	const rig = await makeRig();
	const ids = rig.people.slice(0, 22).map(({ personId }) => personId);
	await rig.post(...(await Promise.all(ids.map((id) => rig.envelope(id)))));
	const before = (await rig.ledger()).length;
	const signal = await new Promise((resolve) => {
		const options = JSON.stringify({
			connection: rig.connection,
			keys: rig.folder,
			round: ROUND,
			step,
		});
		const child = spawn(process.execPath, [program, options], {
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		child.on('close', (_, by) => resolve(by));
	});
	expect(signal).toBe('SIGKILL');
	// The dead connection’s transaction is rolled back as soon as the server notices.
	const published = ['published', 'destroyed'].includes(step);
	await expect.poll(async () => (await releases(rig)).length).toBe(published ? 1 : 0);
	const first = await rig.ledger();
	if (!published) expect(first).toHaveLength(before);
	const inbox = await rig.inbox();
	expect(inbox.length === 0).toBe(published);

	const done = await runDueWork(rig.context);
	expect(done.failures).toEqual([]);
	const ledger = await rig.ledger();
	expect(await releases(rig)).toHaveLength(1);
	// What was published is never published again otherwise.
	if (published) expect(ledger).toEqual(first);
	expect(verifyLedger(ledger, sha256hex).faults).toEqual([]);
	expect(await rig.inbox()).toEqual([]);
	expect(existsSync(join(rig.folder, `${encodeURIComponent(ROUND)}.json`))).toBe(false);
	await runDueWork(rig.context);
	expect(await rig.ledger()).toEqual(ledger);
});

const releases = async (rig: Awaited<ReturnType<typeof makeRig>>) =>
	(await rig.ledger()).filter(({ kind }) => kind === 'release');
