/** Reads signs.tsv: each row a word's beginning, a pair, a class, a rule score or an answer, with its weights by output in logits. */
import { INPUTS } from '#engine/inputs.ts';
import { OUTPUTS } from '#engine/outputs.ts';
import { keyOfName, keyOfPair } from '#engine/sign-keys.ts';
import { BOND_STEP, INPUT_STEP, packSigns, type SignRows, type SignWeights, STEP } from '#engine/sign-table.ts';
import type { Problem, TsvRow } from './tsv.ts';

export const SIGN_KINDS = ['word', 'pair', 'class', 'rule', 'bond'] as const;
export type SignKind = (typeof SIGN_KINDS)[number];
/** The rule that always holds: how frequent each output is. */
export const ALWAYS = '=always';
/** Before the name of an answer that says something for others; `~always` for what is said in any case. */
export const BOND = '~';
export const BOND_ALWAYS = '~always';

/** @param numbers of the lexicon's symbols: a `class` row names one of them */
export function compileSigns(
	table: readonly TsvRow[],
	numbers: ReadonlyMap<string, number>,
	problems: Problem[],
): Uint8Array {
	const rows: SignRows = {
		bias: new Map(),
		inputs: new Map(),
		bonds: new Map(),
		bondBias: new Map(),
		symbols: new Map(),
		keys: new Map(),
	};
	for (const row of table) {
		const term = row.cells['term'] ?? '';
		const kind = row.cells['kind'] ?? '';
		const problem = (field: string, message: string, warning = false): void => {
			problems.push({ file: row.file, line: row.line, field, message, ...(warning && { warning }) });
		};
		const step = kind === 'rule' ? INPUT_STEP : kind === 'bond' ? BOND_STEP : STEP;
		const weights = readWeights(row.cells['effect'] ?? '', step);
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
		} else if (kind === 'bond') {
			const output = OUTPUTS.indexOf(term.slice(BOND.length));
			if (term === BOND_ALWAYS) rows.bondBias = weights;
			else if (output < 0) problem('term', `no answer is called "${term}"`);
			else rows.bonds.set(output, weights);
		} else problem('kind', `"${kind}" is none of ${SIGN_KINDS.join(', ')}`);
	}
	return packSigns(rows);
}

/** `joy:0.6 negative:-1.2` in units of `step`, or what is wrong with it. */
function readWeights(effect: string, step: number): SignWeights | string {
	const weights: SignWeights = new Map();
	for (const part of effect.split(' ')) {
		if (!part) continue;
		const at = part.lastIndexOf(':');
		const output = OUTPUTS.indexOf(part.slice(0, at));
		const value = Number(part.slice(at + 1));
		if (output < 0) return `unknown output in "${part}"`;
		const units = Math.round(value / step);
		if (!Number.isFinite(value) || Math.abs(units) > 127) return `"${part}": the weight is too large or no number`;
		if (units !== 0) weights.set(output, units);
	}
	return weights;
}
