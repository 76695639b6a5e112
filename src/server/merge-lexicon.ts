/** Before anything starts: compiles the organisation's own additions into the lexicon, once for each state of the files, and refuses faulty ones. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LANGS } from '#contracts/ids.ts';
import type { Config } from './config.ts';
import { useMergedLexicon } from './lexicon-in-use.ts';
import { ROOT } from './root.ts';

/** Additions that cannot be used: the message has one line a fault, each with file and line. */
export class LexiconError extends Error {
	override name = 'LexiconError';
}

/** The compiler, bundled at the build; it runs in a process of its own. */
const COMPILER = join(ROOT, 'build', 'lexicon', 'build.js');

/**
 * Does nothing without additions. The result is kept at `<data>/lexicon/<hash of all sources>`, older ones are removed.
 * @throws LexiconError
 */
export async function mergeLexicon(config: Config): Promise<void> {
	const { lexiconDir: folder, dataDir } = config;
	if (!existsSync(folder)) {
		if (config.lexiconDirFixed)
			throw new LexiconError(`${folder}: MURMURE_LEXICON_DIR names no folder`);
		return;
	}
	const names = readdirSync(folder)
		.filter((name) => name.endsWith('.tsv'))
		.sort();
	if (names.length === 0) return;
	const cache = join(dataDir, 'lexicon');
	const hash = hashOf(names.map((name) => join(folder, name)));
	const kept = join(cache, hash);
	if (!existsSync(kept)) {
		const start = Date.now();
		const aside = join(cache, `${hash}.${process.pid}`);
		mkdirSync(aside, { recursive: true });
		try {
			await compile(folder, aside);
			if (!existsSync(kept)) renameSync(aside, kept);
		} finally {
			rmSync(aside, { recursive: true, force: true });
		}
		for (const old of readdirSync(cache))
			if (/^[0-9a-f]{16}$/.test(old) && old !== hash)
				rmSync(join(cache, old), { recursive: true, force: true });
		process.stderr.write(
			`murmure: merged ${names.join(', ')} into the lexicon in ${((Date.now() - start) / 1000).toFixed(1)} s\n`,
		);
	}
	useMergedLexicon(kept);
}

/** Of the additions, of what they are merged with, and of the compiler. */
function hashOf(additions: readonly string[]): string {
	const hash = createHash('sha256');
	const built = LANGS.flatMap((lang) => [
		join(ROOT, 'src', 'lexicon', 'compiled', `${lang}.bin`),
		join(ROOT, 'build', 'lexicon', `${lang}.catalogue.json`),
	]);
	for (const file of [...additions, ...built, COMPILER]) {
		if (existsSync(file)) hash.update(`${file}\n`).update(readFileSync(file)).update('\n');
	}
	return hash.digest('hex').slice(0, 16);
}

function compile(folder: string, out: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [COMPILER, '--own', folder, '--out', out], {
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve();
			else reject(new LexiconError(said.trim() || `the compiler ended with code ${code}`));
		});
	});
}
