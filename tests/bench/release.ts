/** `npm run bench -- release`: what the rules, the checks and the noise cost over bare DuckDB, on the same file in the same run. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '#server/root.ts';
import { writeSample } from './release-sample.ts';

/** Within these the bench passes (issue 3, item 6). */
const MOST_TIMES = 1.5;
const MOST_MIB = 1024;
const ROUNDS = 5;

type Measured = { seconds: number; mib: number };

/** Prints time and peak memory of both. @returns an exit code: 0 within bounds. */
export async function run(): Promise<number> {
	// Inside the installation, so that the bundles find its packages.
	const bundles = join(ROOT, 'node_modules', '.cache', 'murmure-bench');
	mkdirSync(bundles, { recursive: true });
	const folder = mkdtempSync(join(tmpdir(), 'murmure-bench-'));
	try {
		const entryPoints = ['release', 'bare'].map((name) =>
			join(ROOT, 'tests', 'bench', `release-child-${name}.ts`),
		);
		await build({
			entryPoints,
			outdir: bundles,
			outExtension: { '.js': '.mjs' },
			bundle: true,
			platform: 'node',
			format: 'esm',
			packages: 'external',
			logLevel: 'warning',
		});
		const voices = writeSample(folder);
		process.stdout.write(
			`release: ${voices.toLocaleString('en')} voices, 2,000 units, 26 periods; the median of ${ROUNDS} runs each\n`,
		);
		const measured: Record<string, Measured[]> = { release: [], bare: [] };
		for (let round = 0; round < ROUNDS; round++)
			for (const name of ['bare', 'release'])
				measured[name]?.push(measure(join(bundles, `release-child-${name}.mjs`), folder));
		return report(median(measured.release ?? []), median(measured.bare ?? [])) ? 0 : 1;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** A fresh process: its start is in its time, its peak in what the kernel says of it. */
function measure(script: string, folder: string): Measured {
	const start = performance.now();
	const child = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
	const seconds = (performance.now() - start) / 1000;
	if (child.status !== 0) throw new Error(`${script} failed: ${child.stderr}`);
	return { seconds, mib: Number(child.stdout.trim().split('\n').at(-1)) / 1024 };
}

function median(runs: readonly Measured[]): Measured {
	const middle = (of: (run: Measured) => number) =>
		runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? NaN;
	return { seconds: middle((run) => run.seconds), mib: middle((run) => run.mib) };
}

function report(release: Measured, bare: Measured): boolean {
	const line = (name: string, { seconds, mib }: Measured) =>
		`  ${name.padEnd(16)}${seconds.toFixed(2)} s  ${mib.toFixed(0)} MiB\n`;
	const times = release.seconds / bare.seconds;
	const good = times <= MOST_TIMES && release.mib <= MOST_MIB;
	process.stdout.write(
		line('murmure release', release) +
			line('bare DuckDB', bare) +
			`  ${times.toFixed(2)} times bare DuckDB (at most ${MOST_TIMES}), ${good ? 'within' : 'OUT OF'} bounds\n`,
	);
	return good;
}
