/** `murmure person export|erase ADDRESS`: what a data-protection officer needs when a person asks for their data, or asks that it goes. */
import { parseArgs } from 'node:util';
import { serviceContext } from '#server/services/context.ts';
import { eraseAllLeftovers, erasePerson, exportPerson } from '#server/services/person-rights.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

const USAGE = 'person export ADDRESS | person erase ADDRESS --yes | person erase --leftovers';

/** Exit codes: 0 done, 1 nobody has this address (or they are the last administrator), 2 bad usage. */
export async function run(argv: string[]): Promise<number> {
	const { what, mail } = readArguments(argv);
	return withDatabase(async ({ db }) => {
		const ctx = serviceContext(db);
		if (what === 'leftovers') {
			process.stdout.write(`ids left by earlier erasures: ${await eraseAllLeftovers(ctx)}\n`);
			return 0;
		}
		if (what === 'export') {
			const exported = await exportPerson(ctx, mail);
			if (!exported.ok) return refuse(exported.code);
			process.stdout.write(`${JSON.stringify(exported.value, null, '\t')}\n`);
			return 0;
		}
		const erased = await erasePerson(ctx, mail);
		if (!erased.ok) return refuse(erased.code);
		process.stdout.write(
			'erased: name, address, language, roles, sign-in, journal, past seasons\n',
		);
		if (erased.value.idKeptUntilSeasonEnds)
			process.stdout.write(
				'kept until the season ends: a random id without a name, in its frozen group\n',
			);
		process.stdout.write(
			'take the person off the list that is imported too, or they come back with it\n',
		);
		return 0;
	});
}

/** The address is not repeated: output may end in a log. */
function refuse(code: string): number {
	const why: Record<string, string> = {
		NOT_FOUND: 'nobody has this address',
		ADMINISTRATOR_MISSING:
			'nobody would be left to administer: grant the role to someone else first',
	};
	process.stderr.write(`murmure person: ${why[code] ?? code}\n`);
	return 1;
}

function readArguments(argv: string[]): {
	what: 'export' | 'erase' | 'leftovers';
	mail: string;
} {
	try {
		const { values, positionals } = parseArgs({
			args: argv,
			allowPositionals: true,
			options: {
				yes: { type: 'boolean', default: false },
				leftovers: { type: 'boolean', default: false },
			},
		});
		const [what, mail, ...more] = positionals;
		if (what === 'erase' && values.leftovers && !mail) return { what: 'leftovers', mail: '' };
		if ((what === 'export' || what === 'erase') && mail && more.length === 0) {
			if (what === 'erase' && !values.yes)
				throw new Error('erasing cannot be undone: add --yes if that is what you want');
			return { what, mail };
		}
	} catch (error) {
		throw new UsageError(`${USAGE}: ${(error as Error).message}`);
	}
	throw new UsageError(USAGE);
}
