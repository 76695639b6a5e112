/** Lets one launch build at a time; the others wait, and then find everything fresh. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './build-stamp.mjs';
import { BuildError } from './bundle.mjs';

const LOCK = join(ROOT, 'build', '.lock');

export async function withBuildLock(work) {
	mkdirSync(join(ROOT, 'build'), { recursive: true });
	for (let told = false; ; await sleep(100)) {
		try {
			writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
			break;
		} catch (error) {
			if (['EACCES', 'EROFS', 'EPERM'].includes(error.code))
				throw new BuildError(
					`Something must be built, and ${join(ROOT, 'build')} cannot be written to: run “npm run build” as its owner.`,
				);
			if (error.code !== 'EEXIST') throw error;
			if (!ownerLives()) takeAway();
			else if (!told) {
				told = true;
				process.stderr.write('murmure: another launch is building, waiting for it\n');
			}
		}
	}
	const release = () => rmSync(LOCK, { force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		process.off('exit', release);
		release();
	}
}

function ownerLives() {
	try {
		const pid = Number(readFileSync(LOCK, 'utf8'));
		if (pid) process.kill(pid, 0);
		return true;
	} catch (error) {
		// Gone between the two calls: free, and the next round takes it.
		return error.code === 'EPERM' || error.code === 'ENOENT';
	}
}

/** Renaming first lets only one of several waiters remove a dead owner's lock. */
function takeAway() {
	const aside = `${LOCK}.${process.pid}`;
	try {
		renameSync(LOCK, aside);
		rmSync(aside, { force: true });
	} catch {
		// Another launch was quicker.
	}
}
