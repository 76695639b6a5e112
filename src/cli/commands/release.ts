/** `murmure release`: the very code of the server's release, offline, from files to a file (DESIGN section 6). */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Plan } from '#contracts/cells.ts';
import { MIN_K, MIN_K_WITHOUT_NOISE } from '#contracts/policy.ts';
import { FULL_PLAN, parsePlan } from '#release/plan.ts';
import { formPools } from '#release/pools.ts';
import { release } from '#release/release.ts';
import { parseTree, type Tree } from '#release/tree.ts';
import { writeCells } from '#server/analytics/cells-file.ts';
import { openStaging, type Duck } from '#server/analytics/duckdb.ts';
import { stageFile } from '#server/analytics/stage-file.ts';
import { faulty, readTable, type Faulty } from '#server/analytics/table-file.ts';
import { cryptographicWords } from '#server/random-words.ts';
import { UsageError } from '../usage-error.ts';
import { describeFault } from './release-faults.ts';

const USAGE =
	'usage: murmure release --units U.csv --voices V.csv --out CELLS.csv [--k 5] [--noise on|off] [--plan PLAN.csv]';

/** Exit codes: 0 done, 2 bad usage or input (said on standard error), 1 failure. */
export async function run(argv: string[]): Promise<number> {
	try {
		const fault = await releaseFiles(readOptions(argv));
		if (!fault) return 0;
		process.stderr.write(`murmure release: ${describeFault(fault.fault)}\n`);
		return 2;
	} catch (error) {
		if (error instanceof UsageError) {
			process.stderr.write(`murmure release: ${error.message}\n`);
			return 2;
		}
		// The message may quote a file's content; a code of the system (no space, no permission) is harmless.
		const code = (error as NodeJS.ErrnoException | null)?.code;
		process.stderr.write(
			`murmure release: failed, nothing was written (${code ?? kindOf(error)})\n`,
		);
		return 1;
	}
}

type Options = {
	units: string;
	voices: string;
	out: string;
	k: number;
	noise: boolean;
	plan: string | undefined;
};

function readOptions(argv: string[]): Options {
	const { units, voices, out, k, noise, plan } = parse(argv);
	if (!units || !voices || !out)
		throw new UsageError(`--units, --voices and --out are needed\n${USAGE}`);
	if (!/^[0-9]{1,9}$/.test(k)) throw new UsageError('--k takes a whole number');
	if (Number(k) < MIN_K) throw new UsageError(`--k must be at least ${MIN_K}`);
	if (noise !== 'on' && noise !== 'off') throw new UsageError('--noise takes on or off');
	if (noise === 'off' && Number(k) < MIN_K_WITHOUT_NOISE)
		throw new UsageError(`--noise off needs --k ${MIN_K_WITHOUT_NOISE} or more`);
	for (const path of [units, voices, plan])
		if (path !== undefined && !statSync(path, { throwIfNoEntry: false })?.isFile())
			throw new UsageError(`${path}: no such file`);
	checkOut(out, [units, voices, plan]);
	return { units, voices, out, k: Number(k), noise: noise === 'on', plan };
}

function parse(argv: string[]) {
	const text = { type: 'string' } as const;
	try {
		const { values } = parseArgs({
			args: argv,
			options: {
				units: text,
				voices: text,
				out: text,
				k: { ...text, default: String(MIN_K) },
				noise: { ...text, default: 'on' },
				plan: text,
			},
		});
		return values;
	} catch (error) {
		throw new UsageError(`${(error as Error).message}\n${USAGE}`);
	}
}

function checkOut(out: string, inputs: readonly (string | undefined)[]): void {
	if (!statSync(dirname(resolve(out)), { throwIfNoEntry: false })?.isDirectory())
		throw new UsageError(`${out}: no such folder`);
	if (!existsSync(out)) return;
	if (!statSync(out).isFile()) throw new UsageError(`${out}: not a file`);
	if (inputs.some((path) => path && realpathSync(path) === realpathSync(out)))
		throw new UsageError(`${out}: would overwrite an input`);
}

async function releaseFiles(options: Options): Promise<Faulty | null> {
	const duck = await openStaging('files');
	try {
		const tree = await readUnits(duck, options.units);
		if (!tree.ok) return tree;
		const plan = options.plan
			? await readPlan(duck, options.plan)
			: { ok: true as const, plan: FULL_PLAN };
		if (!plan.ok) return plan;
		const pools = formPools(tree.tree, options.k);
		const staged = await stageFile(duck, options.voices, tree.tree, pools);
		if (!staged.ok) return staged;
		const released = release({
			tree: tree.tree,
			pools,
			periods: staged.periods,
			k: options.k,
			plan: plan.plan,
			noise: options.noise,
			random: cryptographicWords(),
		});
		await writeCells(duck, options.out, released);
		return null;
	} finally {
		duck.close();
	}
}

async function readUnits(duck: Duck, path: string): Promise<{ ok: true; tree: Tree } | Faulty> {
	const table = await readTable(duck, path, ['unit_id', 'parent_id', 'name', 'eligible']);
	if (!table.ok) return table;
	const tree = parseTree(
		table.rows.map(({ values }) => ({
			unitId: values.unit_id,
			parentId: values.parent_id || null,
			name: values.name,
			eligible: /^[0-9]{1,9}$/.test(values.eligible) ? Number(values.eligible) : NaN,
		})),
	);
	if (tree.ok) return { ok: true, tree: tree.value };
	const problem = tree.field === 'eligible' ? 'head-count' : tree.code;
	return faulty(path, table.rows[tree.row]?.line ?? 1, tree.field, problem);
}

async function readPlan(duck: Duck, path: string): Promise<{ ok: true; plan: Plan } | Faulty> {
	const table = await readTable(duck, path, ['measure', 'max_depth']);
	if (!table.ok) return table;
	const plan = parsePlan(
		table.rows.map(({ values }) => ({ measure: values.measure, maxDepth: values.max_depth })),
	);
	return plan.ok
		? { ok: true, plan: plan.value }
		: faulty(path, table.rows[plan.row]?.line ?? 1, plan.field, `plan-${plan.field}`);
}

const kindOf = (error: unknown): string =>
	error instanceof Error && /out of memory/i.test(error.message)
		? 'out of memory'
		: 'unexpected error';
