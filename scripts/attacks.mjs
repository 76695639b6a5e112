/** `npm run attacks [-- NAME…]`: every attack, the slow ones too. `-- --mutants [NAME…]`: each attack against its deliberately weakened builds; all must be caught. */
import { spawn } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
} from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { MUTANTS } from '../tests/attacks/mutants.mjs';
import { BuildError, ensureBuilt } from './build.mjs';
import { ROOT } from './build-stamp.mjs';

/** What a copy must have of its own, so that a mutation touches nothing else. */
const COPIED = [
	...['src', 'tests', 'analytics', 'drizzle', 'scripts', '.svelte-kit', 'package.json'],
	...['tsconfig.json', 'vitest.config.ts', 'svelte.config.js', 'static', 'bin'],
];
const LINKED = ['node_modules', 'build'];
const env = { ...process.env, MURMURE_ATTACKS: 'all' };

const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const attacks = readdirSync(join(ROOT, 'tests', 'attacks'))
	.filter((name) => name.endsWith('.attack.test.ts'))
	.map((name) => name.replace(/(\.slow)?\.attack\.test\.ts$/, ''));

try {
	await ensureBuilt(['messages', 'lexicon']);
	process.exitCode = process.argv.includes('--mutants') ? await runMutants() : await runAll();
} catch (error) {
	if (!(error instanceof BuildError)) throw error;
	console.log(error.message);
	process.exitCode = 1;
}

/** Against the server that DATABASE_URL names, or an embedded one. */
async function runAll() {
	const { code } = await vitest(ROOT, names, ['--reporter=default'], 'inherit');
	return code;
}

async function runMutants() {
	const mutants = MUTANTS.filter(({ attack }) => names.length === 0 || names.includes(attack));
	const untried = attacks.filter((name) => !MUTANTS.some(({ attack }) => attack === name));
	const folder = mkdtempSync(join(tmpdir(), 'murmure-mutants-'));
	const rows = [];
	try {
		for (const name of COPIED) copy(name, folder);
		for (const name of LINKED) symlinkSync(join(ROOT, name), join(folder, name), 'dir');
		// A mutant is caught only if the very same attack holds against the build as it is.
		env.MURMURE_ATTACK_KEYS = join(folder, 'keys.json');
		env.MURMURE_TEST_SERVER = join(folder, 'server');
		mkdirSync(env.MURMURE_TEST_SERVER, { mode: 0o755 });
		chmodSync(folder, 0o755);
		const sound = await holds(folder, [...new Set(mutants.map(({ attack }) => attack))]);
		for (const mutant of mutants) {
			const verdict = sound.has(mutant.attack) ? await tryMutant(folder, mutant) : 'UNSOUND';
			rows.push({ ...mutant, verdict });
			console.log(`${verdict.padEnd(9)} ${mutant.attack.padEnd(24)} ${mutant.weakened}`);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	const caught = rows.filter(({ verdict }) => verdict === 'caught').length;
	for (const name of names.length === 0 ? untried : []) console.log(`NO MUTANT ${name}`);
	console.log(`${caught} of ${rows.length} mutants caught`);
	return caught === rows.length && (names.length > 0 || untried.length === 0) ? 0 : 1;
}

function copy(name, folder) {
	if (existsSync(join(ROOT, name)))
		cpSync(join(ROOT, name), join(folder, name), { recursive: true });
}

/** Those of the attacks that the build as it is withstands. */
async function holds(folder, wanted) {
	const { results } = await vitest(folder, wanted);
	return new Set(
		wanted.filter((attack) =>
			results.some(({ name, status }) => nameOf(name) === attack && status === 'passed'),
		),
	);
}

async function tryMutant(folder, { attack, file, find, put }) {
	const path = join(folder, file);
	const source = readFileSync(path, 'utf8');
	if (source.split(find).length !== 2) return 'NO PLACE';
	writeFileSync(
		path,
		source.replace(find, () => put),
	);
	try {
		const { results } = await vitest(folder, [attack]);
		const tests = results
			.filter(({ name }) => nameOf(name) === attack)
			.flatMap(({ assertionResults }) => assertionResults);
		// A file that does not even load proves nothing.
		if (tests.length === 0) return 'NOT RUN';
		return tests.some(({ status }) => status === 'failed') ? 'caught' : 'SURVIVED';
	} finally {
		writeFileSync(path, source);
	}
}

function nameOf(path) {
	return basename(path).replace(/(\.slow)?\.attack\.test\.ts$/, '');
}

async function vitest(folder, wanted, reporters = ['--reporter=json'], stdio = 'ignore') {
	const file = join(
		folder === ROOT ? mkdtempSync(join(tmpdir(), 'murmure-attacks-')) : folder,
		'r.json',
	);
	const paths = wanted.map((name) => `tests/attacks/${name}.`);
	const code = await new Promise((resolve) => {
		const child = spawn(
			join(folder, 'node_modules', '.bin', 'vitest'),
			[
				'run',
				'--project',
				'attacks',
				...reporters,
				'--reporter=json',
				`--outputFile=${file}`,
				...paths,
			],
			{ cwd: folder, env, stdio: ['ignore', stdio, stdio] },
		);
		child.on('error', () => resolve(1));
		child.on('close', (status) => resolve(status ?? 1));
	});
	const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).testResults : [];
	rmSync(file, { force: true });
	return { code, results };
}
