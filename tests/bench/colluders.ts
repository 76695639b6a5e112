/** `npm run bench -- colluders`: what colluders learn, simulated with a fixed seed; the figures that docs/threat-model.md and the confidentiality page quote. */
import { parseArgs } from 'node:util';
import { COLLUDERS, COLLUDERS_PERIODS } from '#contracts/colluders.ts';
import { simulateColluders } from '#release/colluders.ts';
import { seededWords } from '#release/samples.ts';

const SEED = 20261124;
const TRIALS = 40_000;
/** Points of per cent: the quoted figures are whole, and a share of 40,000 has a standard error under 0.25. */
const TOLERANCE = 1;

/** Prints the table, and fails where a quoted figure is more than a point off. `--trials N` for a quick look. */
export function run(argv: string[]): number {
	const { values } = parseArgs({ args: argv, options: { trials: { type: 'string' } } });
	const trials = Number(values.trials ?? TRIALS);
	process.stdout.write(
		`How often the best guess of one person's valence is right, in %; nothing known: 33.\n` +
			`${trials} groups each, seed ${SEED}, answers unchanged over the periods.\n\n` +
			'voices  colluders    1 period  4 periods  12 periods   exact total\n',
	);
	let off = 0;
	for (const { voices, colluders, right, exact } of COLLUDERS) {
		const plot = { voices, colluders, periods: COLLUDERS_PERIODS, trials };
		const learned = simulateColluders(plot, seededWords(SEED));
		const found = [...learned.right, learned.exact].map((share) => share * 100);
		const quoted = [...right, exact];
		const cells = found.map((share) => share.toFixed(1).padStart(9));
		process.stdout.write(
			`${String(voices).padStart(6)}  ${String(colluders).padStart(9)} ${cells.join('  ')}\n`,
		);
		for (const [at, share] of found.entries())
			if (Math.abs(share - quoted[at]!) > TOLERANCE) {
				off++;
				process.stdout.write(`        quoted as ${quoted[at]}, found ${share.toFixed(1)}\n`);
			}
	}
	return off === 0 ? 0 : 1;
}
