/** Measures the weights of signs on labelled texts: which words, pairs, classes and rule scores speak for which output, and how much. */
import type { CompiledLexicon } from '#engine/prepare.ts';
import { INPUTS } from '#engine/inputs.ts';
import { createObserver } from '#engine/observe.ts';
import { OUTPUTS } from '#engine/outputs.ts';
import { BOND_STEP, GRAIN, INPUT_STEP, STEP } from '#engine/sign-table.ts';
import { shareOfLength } from '#engine/signs.ts';
import { ALWAYS, BOND, BOND_ALWAYS, type SignKind } from '../compile-signs.ts';
import { fit, type SparseRows } from './fit.ts';
import type { LabelledText } from './labelled.ts';

export type SignRow = { term: string; kind: SignKind; weights: Map<string, number>; texts: number };

export type MeasureOptions = {
	/** Signs in fewer texts are not weighed. */
	rarest: number;
	/** Signs kept, the rule scores apart. */
	budget: number;
	/** Times that the texts are read to choose the signs, and to weigh those chosen. */
	epochs: [number, number];
};
export const MEASURE: MeasureOptions = { rarest: 6, budget: 3500, epochs: [24, 24] };

type Sign = { kind: SignKind; name: string; texts: number };

/** @param symbols of the compiled lexicon by number */
export function measure(
	lexicon: CompiledLexicon,
	symbols: ReadonlyMap<number, string>,
	texts: readonly LabelledText[],
	options: MeasureOptions = MEASURE,
): SignRow[] {
	const { x, signs } = observe(lexicon, symbols, texts, options.rarest);
	const outputs = OUTPUTS.length;
	const targets = targetsOf(texts);
	const importance = Float64Array.from(texts, importanceOf);
	const common = { outputs, targets, importance };
	const first = fit(x, { ...common, epochs: options.epochs[0] });
	const chosen = strongest(first.weights, signs, options.budget);
	const kept = only(x, chosen);
	const columns = chosen.length;
	const steps = Float32Array.from({ length: columns * outputs }, (_, k) =>
		k < INPUTS.length * outputs ? INPUT_STEP : STEP * GRAIN[k % outputs]!,
	);
	const last = fit(kept, { ...common, steps, epochs: options.epochs[1] });
	const rule = (term: string, values: Float32Array, from: number): SignRow => ({
		term,
		kind: 'rule',
		weights: weightsOf(values, from, () => INPUT_STEP),
		texts: 0,
	});
	const bond = (term: string, values: Float32Array, from: number): SignRow => ({
		term,
		kind: 'bond',
		weights: weightsOf(values, from, () => BOND_STEP),
		texts: 0,
	});
	const rows = [
		{ ...rule(ALWAYS, last.bias, 0), texts: texts.length },
		bond(BOND_ALWAYS, last.bondBias, 0),
		...OUTPUTS.map((output, o) => bond(BOND + output, last.bonds, o * outputs)),
	];
	chosen.forEach((column, k) => {
		const sign = signs[column - INPUTS.length];
		const from = k * outputs;
		if (!sign) rows.push(rule(INPUTS[column]!, last.weights, from));
		else {
			const weights = weightsOf(last.weights, from, (o) => STEP * GRAIN[o]!);
			rows.push({ term: sign.name, kind: sign.kind, weights, texts: sign.texts });
		}
	});
	return rows.filter(({ weights }) => weights.size > 0);
}

/**
 * How much a text counts. Our writers wrote fewer check-ins without a leaning (15 in 100) and fewer plain ones than people do by
 * the development files (21 in 100, and half): those count more.
 */
function importanceOf({ labels, valence, kind, weight = 1 }: LabelledText): number {
	if (!labels || weight < 1) return weight;
	return weight * (valence === 0 ? 1.4 : 1) * (kind === 'plain' ? 1.1 : 1);
}

/** Every text as a row of rule scores and signs. */
function observe(
	lexicon: CompiledLexicon,
	symbols: ReadonlyMap<number, string>,
	texts: readonly LabelledText[],
	rarest: number,
): { x: SparseRows; signs: Sign[] } {
	const observer = createObserver(lexicon);
	const known = new Map<string, { sign: Sign; number: number }>();
	const found: { inputs: Float64Array; length: number; signs: Set<number> }[] = [];
	const all: Sign[] = [];
	for (const { text } of texts) {
		const signs = new Set<number>();
		const { inputs, length } = observer(text, (kind, key, name) => {
			const id = `${kind} ${key}`;
			let one = known.get(id);
			if (!one) {
				const sign = { kind, name: kind === 'class' ? (symbols.get(key) ?? '') : name(), texts: 0 };
				all.push(sign);
				known.set(id, (one = { sign, number: all.length - 1 }));
			}
			if (!signs.has(one.number)) one.sign.texts++;
			signs.add(one.number);
		});
		found.push({ inputs, length, signs });
	}
	const columns = new Int32Array(all.length).fill(-1);
	const signs: Sign[] = [];
	all.forEach((sign, number) => {
		if (sign.texts < rarest || !sign.name || /\s.*\s/.test(sign.name)) return;
		columns[number] = INPUTS.length + signs.length;
		signs.push(sign);
	});
	const offset = new Int32Array(texts.length + 1);
	const column: number[] = [];
	const value: number[] = [];
	found.forEach((text, i) => {
		text.inputs.forEach((input, k) => {
			if (input === 0) return;
			column.push(k);
			value.push(input);
		});
		const share = shareOfLength(text.length);
		for (const number of text.signs) {
			if (columns[number]! < 0) continue;
			column.push(columns[number]!);
			value.push(share);
		}
		offset[i + 1] = column.length;
	});
	return {
		x: {
			rows: texts.length,
			columns: INPUTS.length + signs.length,
			offset,
			column: Int32Array.from(column),
			value: Float64Array.from(value),
		},
		signs,
	};
}

/** 1 where the label is given, 0 where it is not, -1 where the text was labelled by its valence alone. */
function targetsOf(texts: readonly LabelledText[]): Float64Array {
	const outputs = OUTPUTS.length;
	const targets = new Float64Array(texts.length * outputs).fill(-1);
	texts.forEach(({ labels, valence }, i) => {
		const row = i * outputs;
		targets[row] = valence < 0 ? 1 : 0;
		targets[row + 1] = valence > 0 ? 1 : 0;
		if (!labels) return;
		const given = new Set<string>([
			...labels.emotions,
			...labels.factors,
			`${labels.difficulty}.d`,
			labels.safety ?? '',
		]);
		for (let o = 2; o < outputs; o++) targets[row + o] = given.has(OUTPUTS[o]!) ? 1 : 0;
	});
	return targets;
}

/** Columns of the rule scores and of the signs that matter most over all texts: how much they tell answers apart, times the root of how often they occur. */
function strongest(weights: Float32Array, signs: readonly Sign[], budget: number): number[] {
	const outputs = OUTPUTS.length;
	const usual = new Float64Array(outputs);
	signs.forEach((_, i) => {
		for (let o = 0; o < outputs; o++) usual[o]! += weights[(INPUTS.length + i) * outputs + o]! / signs.length;
	});
	const worth = signs.map(({ texts }, i) => {
		let sum = 0;
		for (let o = 0; o < outputs; o++) sum += (weights[(INPUTS.length + i) * outputs + o]! - usual[o]!) ** 2;
		return Math.sqrt(sum * texts);
	});
	const best = worth
		.map((_, i) => i)
		.sort((a, b) => worth[b]! - worth[a]! || a - b)
		.slice(0, budget)
		.sort((a, b) => a - b);
	return [...INPUTS.keys(), ...best.map((i) => INPUTS.length + i)];
}

/** The rows with nothing but these columns, numbered in their order. */
function only(x: SparseRows, columns: readonly number[]): SparseRows {
	const numbers = new Int32Array(x.columns).fill(-1);
	columns.forEach((column, number) => (numbers[column] = number));
	const offset = new Int32Array(x.rows + 1);
	const column: number[] = [];
	const value: number[] = [];
	for (let i = 0; i < x.rows; i++) {
		for (let k = x.offset[i]!; k < x.offset[i + 1]!; k++) {
			const number = numbers[x.column[k]!]!;
			if (number < 0) continue;
			column.push(number);
			value.push(x.value[k]!);
		}
		offset[i + 1] = column.length;
	}
	return {
		rows: x.rows,
		columns: columns.length,
		offset,
		column: Int32Array.from(column),
		value: Float64Array.from(value),
	};
}

function weightsOf(
	values: Float32Array,
	from: number,
	stepOf: (output: number) => number,
): Map<string, number> {
	const weights = new Map<string, number>();
	OUTPUTS.forEach((output, o) => {
		const step = stepOf(o);
		const units = Math.max(-63, Math.min(63, Math.round(values[from + o]! / step)));
		if (units !== 0) weights.set(output, units * step);
	});
	return weights;
}

/** The rows as signs.tsv holds them: rule scores, then the others in the order of their kind and name. */
export function writeSigns(rows: readonly SignRow[]): string {
	const order: SignKind[] = ['rule', 'bond', 'class', 'word', 'pair'];
	const sorted = [...rows].sort(
		(a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.term < b.term ? -1 : a.term > b.term ? 1 : 0),
	);
	const lines = sorted.map(({ term, kind, weights, texts }) => {
		const effect = [...weights].map(([output, weight]) => `${output}:${Number(weight.toFixed(2))}`).join(' ');
		return [term, kind, effect, texts || ''].join('\t');
	});
	return ['term\tkind\teffect\ttexts', ...lines, ''].join('\n');
}
