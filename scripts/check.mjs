/** `npm run check`: types, lint, format, messages, lexicon. Each check prints only when it fails; the exit code says whether all held. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './build-stamp.mjs';

const bin = (name) => join('node_modules', '.bin', name);

/** Name, command, and a file without which the check does not apply. */
const CHECKS = [
	[
		'types',
		[
			bin('svelte-check'),
			'--tsconfig',
			'./tsconfig.json',
			'--output',
			'human',
			'--threshold',
			'error',
		],
	],
	['lint', [bin('eslint'), '.', '--max-warnings', '0'], 'eslint.config.js'],
	['format', [bin('prettier'), '--check', '.', '--log-level', 'warn']],
	['messages', [process.execPath, 'scripts/check-messages.mjs']],
	['lexicon', [process.execPath, 'scripts/build.mjs', 'lexicon']],
];

/** @returns `{name, ok, seconds}` for each check. */
export async function runChecks() {
	await run([bin('svelte-kit'), 'sync']);
	const results = [];
	for (const [name, command, needs] of CHECKS) {
		if (needs && !existsSync(join(ROOT, needs))) continue;
		const start = Date.now();
		const { ok, output } = await run(command);
		const seconds = (Date.now() - start) / 1000;
		if (!ok) console.log(output.trim());
		console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
		results.push({ name, ok, seconds });
	}
	return results;
}

function run([command, ...args]) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk) => (output += chunk));
		child.on('error', (error) => resolve({ ok: false, output: error.message }));
		child.on('close', (code) => resolve({ ok: code === 0, output }));
	});
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const results = await runChecks();
	process.exit(results.every(({ ok }) => ok) ? 0 : 1);
}
