/** A lock between processes of one machine, as a file that holds the owner's process id: for starting and stopping the embedded PostgreSQL. */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longest time in milliseconds that an owner may need; an older file is a leftover. */
const LEFTOVER_AFTER = 180_000;

const alive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

/** Whether another living process holds the lock. */
export function isLocked(path: string): boolean {
	try {
		const pid = Number(readFileSync(path, 'utf8'));
		// An empty file: its owner is about to write its id.
		const owner = pid === 0 || (pid !== process.pid && alive(pid));
		return owner && Date.now() - statSync(path).mtimeMs < LEFTOVER_AFTER;
	} catch {
		return false;
	}
}

/** Runs `work` while no other process holds `path`; waits as long as needed. */
export async function withLockFile<T>(path: string, work: () => Promise<T>): Promise<T> {
	for (;;) {
		try {
			writeFileSync(path, String(process.pid), { flag: 'wx' });
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			if (!isLocked(path) && !heldHere.has(path)) takeAway(path);
			else await sleep(50);
		}
	}
	heldHere.add(path);
	try {
		return await work();
	} finally {
		heldHere.delete(path);
		rmSync(path, { force: true });
	}
}

const heldHere = new Set<string>();

/** Renaming first lets only one of several waiters remove a leftover. */
function takeAway(path: string): void {
	const aside = `${path}.${process.pid}`;
	try {
		renameSync(path, aside);
		rmSync(aside, { force: true });
	} catch {
		// Another process was quicker.
	}
}
