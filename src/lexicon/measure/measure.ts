/** Measures the weights of signs on labelled texts: which words, pairs, classes and rule scores speak for which output, and how much. */
import type { CompiledLexicon } from '#engine/prepare.ts';
import { INPUTS } from '#engine/inputs.ts';
import { createObserver } from '#engine/observe.ts';
import { OUTPUTS } from '#engine/outputs.ts';
import { STEP } from '#engine/sign-table.ts';
import { shareOfLength } from '#engine/signs.ts';
import { ALWAYS, type SignKind } from '../compile-signs.ts';
import { fit, type SparseRows } from './fit.ts';
import type { LabelledText } from './labelled.ts';

export type SignRow = { term: string; kind: SignKind; weights: Map<string, number>; texts: number };

export type MeasureOptions = {
	/** Signs in fewer texts are not weighed. */
	rarest: number;
	l1: number;
	l2: number;
	steps: number;
	/** Weights kept, the rule scores' own apart. */
	budget: number;
};
export const MEASURE: MeasureOptions = { rarest: 2, l1: 2e-5, l2: 1e-4, steps: 140, budget: 22_000 };

/** Of weights that matter as much, those of the feeling as a whole are kept rather than those of the difficulty, which the others tell. */
const KEEP = OUTPUTS.map((output, o) => (o < 2 ? 1.6 : output.endsWith('.d') ? 0.8 : 1));

/** Rule scores are few and surely meant: they are hardly penalised. */
const INPUT_SHARE = 0.05;

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
	const l1 = new Float64Array(x.columns).fill(options.l1);
	for (let i = 0; i < INPUTS.length; i++) l1[i] = options.l1 * INPUT_SHARE;
	const importance = Float64Array.from(texts, ({ weight }) => weight ?? 1);
	const common = { outputs, targets, importance, l2: options.l2, steps: options.steps };
	const first = fit(x, { ...common, l1 });
	const support = strongest(first.weights, signs, options.budget);
	const kept = fit(x, { ...common, l1: l1.map((penalty) => penalty / 4), support });
	const rows: SignRow[] = [
		{ term: ALWAYS, kind: 'rule', weights: weightsOf(kept.bias, 0), texts: texts.length },
	];
	for (let column = 0; column < x.columns; column++) {
		const weights = weightsOf(kept.weights, column * outputs);
		if (weights.size === 0) continue;
		const sign = signs[column - INPUTS.length];
		rows.push(
			sign
				? { term: sign.name, kind: sign.kind, weights, texts: sign.texts }
				: { term: INPUTS[column]!, kind: 'rule', weights, texts: 0 },
		);
	}
	return rows;
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

/** Marks the weights that matter most over all texts: their size times how often their sign occurs (its root). */
function strongest(weights: Float64Array, signs: readonly Sign[], budget: number): Uint8Array {
	const outputs = OUTPUTS.length;
	const from = INPUTS.length * outputs;
	const worth = weights.map((weight, k) =>
		k < from ? 0 : Math.abs(weight) *
				KEEP[k % outputs]! *
				Math.sqrt(signs[Math.floor((k - from) / outputs)]!.texts),
	);
	const sorted = worth.slice(from).sort();
	const least = Math.max(1e-9, sorted[Math.max(0, sorted.length - budget)] ?? 0);
	return Uint8Array.from(weights, (weight, k) =>
		weight !== 0 && (k < from || worth[k]! >= least) ? 1 : 0,
	);
}

function weightsOf(values: Float64Array, from: number): Map<string, number> {
	const weights = new Map<string, number>();
	OUTPUTS.forEach((output, o) => {
		const units = Math.max(-127, Math.min(127, Math.round(values[from + o]! / STEP)));
		if (units !== 0) weights.set(output, units * STEP);
	});
	return weights;
}

/** The rows as signs.tsv holds them: rule scores, then the others in the order of their kind and name. */
export function writeSigns(rows: readonly SignRow[]): string {
	const order: SignKind[] = ['rule', 'class', 'word', 'pair'];
	const sorted = [...rows].sort(
		(a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.term < b.term ? -1 : a.term > b.term ? 1 : 0),
	);
	const lines = sorted.map(({ term, kind, weights, texts }) => {
		const effect = [...weights].map(([output, weight]) => `${output}:${Number(weight.toFixed(2))}`).join(' ');
		return [term, kind, effect, texts || ''].join('\t');
	});
	return ['term\tkind\teffect\ttexts', ...lines, ''].join('\n');
}
