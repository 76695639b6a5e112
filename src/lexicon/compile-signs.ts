/** Reads signs.tsv: each row a word's beginning, a pair, a class or a rule score, with its weights by output in logits. */
import { INPUTS } from '#engine/inputs.ts';
import { OUTPUTS } from '#engine/outputs.ts';
import { keyOfName, keyOfPair } from '#engine/sign-keys.ts';
import { packSigns, type SignRows, type SignWeights, STEP } from '#engine/sign-table.ts';
import type { Problem, TsvRow } from './tsv.ts';

export const SIGN_KINDS = ['word', 'pair', 'class', 'rule'] as const;
export type SignKind = (typeof SIGN_KINDS)[number];
/** The rule that always holds: how frequent each output is. */
export const ALWAYS = '=always';

/** @param numbers of the lexicon's symbols: a `class` row names one of them */
export function compileSigns(
	table: readonly TsvRow[],
	numbers: ReadonlyMap<string, number>,
	problems: Problem[],
): Uint8Array {
	const rows: SignRows = { bias: new Map(), inputs: new Map(), symbols: new Map(), keys: new Map() };
	for (const row of table) {
		const term = row.cells['term'] ?? '';
		const kind = row.cells['kind'] ?? '';
		const problem = (field: string, message: string, warning = false): void => {
			problems.push({ file: row.file, line: row.line, field, message, ...(warning && { warning }) });
		};
		const weights = readWeights(row.cells['effect'] ?? '');
		if (typeof weights === 'string') problem('effect', weights);
		else if (kind === 'word') rows.keys.set(keyOfName(term), weights);
		else if (kind === 'pair') {
			const [first, second, more] = term.split(' ');
			if (!first || !second || more !== undefined) problem('term', `"${term}" is not two words`);
			else rows.keys.set(keyOfPair(keyOfName(first), keyOfName(second)), weights);
		} else if (kind === 'class') {
			const number = numbers.get(term);
			if (number === undefined) problem('term', `the lexicon has no "${term}" any more: measure again`, true);
			else rows.symbols.set(number, weights);
		} else if (kind === 'rule') {
			const input = INPUTS.indexOf(term);
			if (term === ALWAYS) rows.bias = weights;
			else if (input < 0) problem('term', `no rule score is called "${term}"`);
			else rows.inputs.set(input, weights);
		} else problem('kind', `"${kind}" is none of ${SIGN_KINDS.join(', ')}`);
	}
	return packSigns(rows);
}

/** `joy:0.6 negative:-1.2` in units of STEP, or what is wrong with it. */
function readWeights(effect: string): SignWeights | string {
	const weights: SignWeights = new Map();
	for (const part of effect.split(' ')) {
		const at = part.lastIndexOf(':');
		const output = OUTPUTS.indexOf(part.slice(0, at));
		const value = Number(part.slice(at + 1));
		if (output < 0) return `unknown output in "${part}"`;
		const units = Math.round(value / STEP);
		if (!Number.isFinite(value) || Math.abs(units) > 127) return `"${part}": the weight is no number of -10 to 10`;
		if (units !== 0) weights.set(output, units);
	}
	return weights;
}
