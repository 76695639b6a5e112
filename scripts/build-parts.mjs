/** What can be built, from what, and how. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { ROOT } from './build-stamp.mjs';
import { BuildError, bundle } from './bundle.mjs';
import { findMessageFaults } from './check-messages.mjs';
import { nameOfBuild, writeWebManifest } from './web-manifest.mjs';

const at = (path) => join(ROOT, path);
const CONFIGS = ['package.json', 'package-lock.json', 'scripts/build-parts.mjs'];

export const PARTS = {
	messages: {
		title: 'messages',
		sources: [...CONFIGS, 'src/messages'],
		skip: /^src\/messages\/(compiled|project\.inlang\/)/,
		outputs: ['src/messages/compiled/messages.js'],
		build: buildMessages,
	},
	lexicon: {
		title: 'lexicon',
		sources: [
			...CONFIGS,
			'src/lexicon',
			'src/engine',
			'src/contracts',
			// On which it is measured.
			'tests/corpus',
			'src/server/demo/check-ins',
		],
		skip: /(^src\/lexicon\/compiled)|\.test\.ts$|\.md$/,
		outputs: [
			...['fr.bin', 'fr.names.bin', 'en.bin', 'en.names.bin'].map(
				(name) => `src/lexicon/compiled/${name}`,
			),
			// For the committee's page; not in the browser's bundle.
			...['fr', 'en'].map((lang) => `build/lexicon/${lang}.catalogue.json`),
		],
		build: buildLexicon,
	},
	cli: {
		title: 'command line',
		sources: [...CONFIGS, 'src'],
		// Pages are the web's; the lexicon's sources reach the command line through their compiled form.
		skip: /(^src\/(routes|ui|messages\/compiled))|\.(svelte|test\.ts|md)$|^src\/lexicon\/(fr|en)\//,
		outputs: ['build/cli/murmure.js'],
		build: buildCli,
	},
	web: {
		title: 'pages',
		sources: [...CONFIGS, 'src', 'static', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json'],
		// To the end of the name: `src/client` is not `src/cli`.
		skip: /(^src\/(cli|messages\/compiled|server\/demo)(\/|$))|\.(test\.ts|md)$|^src\/lexicon\/(fr|en)\//,
		outputs: ['build/web/handler.js', 'build/web-manifest.json'],
		build: buildWeb,
	},
};

async function buildMessages() {
	const faults = findMessageFaults();
	if (faults.length > 0)
		throw new BuildError(`The messages are not complete:\n${faults.join('\n')}`);
	const { compile } = await import('@inlang/paraglide-js');
	await quietly(() =>
		compile({
			project: at('src/messages/project.inlang'),
			outdir: at('src/messages/compiled'),
			emitTsDeclarations: true,
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
			cookieName: 'murmure-lang',
		}),
	);
}

/** Kit compresses the files it knows by their extension; the lexicons are left to us. */
async function buildWeb() {
	const { sources, skip } = PARTS.web;
	const name = nameOfBuild(sources, skip);
	await run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
		NODE_ENV: 'production',
		// In place of the time: the same sources give the same files.
		MURMURE_BUILD: name,
	});
	const assets = at('build/web/client/_app/immutable/assets');
	for (const name of readdirSync(assets).filter((name) => name.endsWith('.bin'))) {
		const bytes = readFileSync(join(assets, name));
		writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes));
		writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
	}
	await writeWebManifest(name);
}

/** The compiler is TypeScript too: bundled first, then run in a process of its own (it loads `natural`, which changes globals). */
async function buildLexicon() {
	const entry = at('src/lexicon/build.ts');
	if (!existsSync(entry))
		throw new BuildError('src/lexicon/build.ts is missing: this copy of Murmure is not whole.');
	await bundle({ entryPoints: [entry], outfile: at('build/lexicon/build.js') });
	await run(process.execPath, ['build/lexicon/build.js']);
	for (const file of PARTS.lexicon.outputs)
		if (!existsSync(at(file)))
			throw new BuildError(`The lexicon was compiled, yet ${file} is missing.`);
}

/** Built aside and then renamed, so that a command running meanwhile keeps its files whole or not at all. */
async function buildCli() {
	const aside = at(`build/cli.${process.pid}`);
	await bundle({
		entryPoints: { murmure: at('src/cli/main.ts') },
		outdir: aside,
		splitting: true,
		chunkNames: 'parts/[name]-[hash]',
	});
	const old = at(`build/cli.old.${process.pid}`);
	if (existsSync(at('build/cli'))) renameSync(at('build/cli'), old);
	renameSync(aside, at('build/cli'));
	rmSync(old, { recursive: true, force: true });
}

/** What a tool prints goes to standard error, and only if it fails is it shown. */
function run(command, args, env = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: ROOT,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk) => (output += chunk));
		child.on('error', reject);
		child.on('close', (code) =>
			code === 0
				? resolve()
				: reject(new BuildError(`${output.trim()}\n${args[0]} ended with code ${code}.`)),
		);
	});
}

async function quietly(work) {
	const { log, info } = console;
	console.log = console.info = () => {};
	try {
		return await work();
	} finally {
		Object.assign(console, { log, info });
	}
}
