/** `murmure import units|people FILE [--dry-run]`: the same service as the administrators' page. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { serviceContext } from '#server/services/context.ts';
import type { ImportOutcome } from '#server/services/import-outcome.ts';
import { importPeople } from '#server/services/import-people.ts';
import { importUnits } from '#server/services/import-units.ts';
import { findOrganisation } from '#server/db/organisation.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

export async function run(argv: string[]): Promise<number> {
	const { what, file, dryRun } = readArguments(argv);
	const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
		throw new UsageError(`${file}: cannot be read (${error.code})`);
	});
	return withDatabase(async ({ db }) => {
		if (!(await findOrganisation(db)))
			throw new UsageError(
				'this Murmure is not set up yet: run “npm start” and open its page first',
			);
		const service = what === 'units' ? importUnits : importPeople;
		const result = await service(serviceContext(db), content, { dryRun });
		if (!result.ok) {
			const { line = 1, field, value } = result.detail ?? {};
			process.stderr.write(
				`${file}:${line}: ${[field, value].filter(Boolean).join(' ')} ${result.code}\n`,
			);
			return 2;
		}
		return show(result.value, file);
	});
}

function readArguments(argv: string[]) {
	const usage = 'import units|people FILE [--dry-run]';
	try {
		const { values, positionals } = parseArgs({
			args: argv,
			allowPositionals: true,
			options: { 'dry-run': { type: 'boolean', default: false } },
		});
		const [what, file, ...more] = positionals;
		if ((what === 'units' || what === 'people') && file && more.length === 0)
			return { what, file, dryRun: values['dry-run'] } as const;
	} catch (error) {
		throw new UsageError(`${usage}: ${(error as Error).message}`);
	}
	throw new UsageError(usage);
}

function show(outcome: ImportOutcome, file: string): number {
	for (const { line, field, code, value } of outcome.refused)
		process.stderr.write(`${file}:${line}: ${field} ${code}${value ? ` (${value})` : ''}\n`);
	if (outcome.refused.length > 0) {
		process.stderr.write(`${file}: nothing was imported\n`);
		return 2;
	}
	const lines = (['added', 'changed', 'removed', 'kept'] as const)
		.filter((kind) => outcome[kind].length > 0)
		.map((kind) => `${kind}: ${outcome[kind].length}`);
	lines.push(...outcome.pools.map((pool) => `pool ${pool.unitId}: ${pool.people} people`));
	if (outcome.pools.length === 0) lines.push('no pool: too few people for a season');
	lines.push(outcome.applied ? 'imported' : 'nothing written (--dry-run)');
	process.stdout.write(`${lines.join('\n')}\n`);
	return 0;
}
