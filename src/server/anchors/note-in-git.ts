/** Commits the head in a clone and pushes it, so that someone else's server keeps the history. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Anchor } from '#release/ledger.ts';
import { whyOf, type Noted } from './note.ts';
import { appendAnchor } from './note-in-file.ts';

/** In the clone's root. */
export const GIT_FILE = 'murmure-ledger.txt';
const WITHIN = 60_000;
const run = promisify(execFile);

/** A push that failed earlier is made up for. `why`: `git-clone`, `git-commit`, `git-push`, or the system's code. @param folder of a clone with an upstream. */
export async function noteInGit(folder: string, anchor: Anchor, day: string): Promise<Noted> {
	const git = async (...words: string[]): Promise<boolean> => {
		try {
			await run('git', ['-C', folder, ...words], { timeout: WITHIN, env: environment() });
			return true;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
			return false;
		}
	};
	try {
		if (!(await git('rev-parse', '--show-toplevel'))) return { ok: false, why: 'git-clone' };
		await appendAnchor(join(folder, GIT_FILE), anchor, day);
		await git('add', '--', GIT_FILE);
		// Nothing to commit where an earlier run got that far.
		const changed = !(await git('diff', '--cached', '--quiet', '--', GIT_FILE));
		const message = `Note the ledger's head ${anchor.seq}`;
		if (changed && !(await git(...AUTHOR, 'commit', '-m', message, '--', GIT_FILE)))
			return { ok: false, why: 'git-commit' };
		if (await git('push')) return { ok: true };
		// Someone else pushed meanwhile.
		const pushed = (await git(...AUTHOR, 'pull', '--rebase')) && (await git('push'));
		return pushed ? { ok: true } : { ok: false, why: 'git-push' };
	} catch (error) {
		return { ok: false, why: whyOf(error) };
	}
}

const AUTHOR = ['-c', 'user.name=Murmure', '-c', 'user.email=murmure@localhost'];

/** Nobody is there to answer a question. */
const environment = (): NodeJS.ProcessEnv => ({
	GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
	...process.env,
	GIT_TERMINAL_PROMPT: '0',
	LC_ALL: 'C',
});
