/** `npm test`: builds, checks, and runs every test; the last line is `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { BuildError, ensureBuilt } from './build.mjs';
import { ROOT } from './build-stamp.mjs';
import { runChecks } from './check.mjs';

const folder = mkdtempSync(join(tmpdir(), 'murmure-results-'));
const suites = [];
const record = (name, passed, failed, skipped = 0) =>
	suites.push({ name, passed, failed, skipped });

try {
	await build();
	const checks = await runChecks();
	record('checks', checks.filter(({ ok }) => ok).length, checks.filter(({ ok }) => !ok).length);
	await unitTests();
	await journeys();
} finally {
	rmSync(folder, { recursive: true, force: true });
}
summarise();

async function build() {
	try {
		await ensureBuilt(['messages', 'lexicon', 'cli', 'web']);
		record('build', 1, 0);
	} catch (error) {
		if (!(error instanceof BuildError)) throw error;
		console.log(error.message);
		record('build', 0, 1);
	}
}

/** Unit, architecture, corpus and integration tests. */
async function unitTests() {
	const file = join(folder, 'vitest.json');
	const code = await run([
		'node_modules/.bin/vitest',
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`,
	]);
	const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
	if (!report) return record('vitest', 0, 1);
	const tests = report.testResults.flatMap((result) =>
		// A file that does not load has no tests: it counts as one failure.
		result.assertionResults.length > 0
			? result.assertionResults.map(({ status }) => ({ file: result.name, status }))
			: [{ file: result.name, status: result.status }],
	);
	const passed = tests.filter(({ status }) => status === 'passed').length;
	const failed = tests.filter(({ status }) => status === 'failed').length;
	// An error outside any test fails the run too.
	record('vitest', passed, failed === 0 && code !== 0 ? 1 : failed, tests.length - passed - failed);
}

/** In a real browser. */
async function journeys() {
	const tests = join(ROOT, 'tests', 'e2e');
	if (!existsSync(tests) || !readdirSync(tests).some((name) => name.endsWith('.spec.ts'))) return;
	if (!(await ensureBrowser())) {
		console.log('No browser could be had: install Chromium, or let Playwright download its own.');
		return record('journeys', 0, 1);
	}
	const file = join(folder, 'playwright.json');
	const code = await run(['node_modules/.bin/playwright', 'test'], {
		PLAYWRIGHT_JSON_OUTPUT_NAME: file,
	});
	const stats = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).stats : null;
	if (!stats) return record('journeys', 0, 1);
	const failed = stats.unexpected + stats.flaky;
	record('journeys', stats.expected, failed === 0 && code !== 0 ? 1 : failed, stats.skipped);
}

function run([command, ...args], env = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: ROOT,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'inherit', 'inherit'],
		});
		child.on('error', () => resolve(1));
		child.on('close', (code) => resolve(code ?? 1));
	});
}

function summarise() {
	const total = (key) => suites.reduce((sum, suite) => sum + suite[key], 0);
	console.log('');
	for (const { name, passed, failed, skipped } of suites)
		console.log(
			`${name.padEnd(10)} ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
		);
	console.log(`${total('passed')} passed, ${total('failed')} failed`);
	process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0;
}
