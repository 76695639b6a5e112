/** Bundles TypeScript for Node: our own files into one, packages left where they are. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build-stamp.mjs';

/** A build that cannot go on: its message says why and what to do. */
export class BuildError extends Error {}

/** @throws BuildError with `file:line: message` lines. */
export async function bundle(options) {
	const { build } = await import('esbuild');
	mkdirSync(join(ROOT, 'build'), { recursive: true });
	try {
		await build({
			bundle: true,
			format: 'esm',
			platform: 'node',
			target: 'node20',
			packages: 'external',
			sourcemap: true,
			logLevel: 'silent',
			absWorkingDir: ROOT,
			...options,
		});
	} catch (error) {
		if (!error.errors) throw error;
		const lines = error.errors.map(
			({ text, location }) => `${location ? `${location.file}:${location.line}: ` : ''}${text}`,
		);
		throw new BuildError(lines.join('\n'));
	}
}
