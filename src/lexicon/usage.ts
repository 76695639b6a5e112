/** What of a lexicon a body of texts makes use of: rows, the choices within them, members of classes. */
import type { Prepared } from '#engine/prepare.ts';
import { Rules } from '#engine/rules.ts';
import { FIRST_SYMBOL } from '#engine/symbols.ts';
import type { Tokens } from '#engine/tokens.ts';

/** All in the numbers of the compiled lexicon. */
export type Usage = {
	/** By row: texts in which it fires. */
	rows: Int32Array;
	/** By choice of the patterns: texts in which it is part of a match. */
	choices: Int32Array;
	/** By symbol (words of classes), and by span: texts in which it occurs. */
	symbols: Int32Array;
	spans: Int32Array;
};

/** @param lexicon the whole one, nothing left out */
export function measureUsage(lexicon: Uint8Array, texts: Iterable<string>): Usage {
	const rules = new Rules(lexicon);
	const { matches, prepared } = rules;
	const { patterns, vocabulary } = prepared;
	const waysOfRow: number[][] = [];
	prepared.rowOfWay.forEach((row, way) => (waysOfRow[row] ??= []).push(way));
	const usage: Usage = {
		rows: new Int32Array(waysOfRow.length),
		choices: new Int32Array(patterns.elements.length),
		symbols: new Int32Array(prepared.personClass.length),
		spans: new Int32Array(prepared.spans.count),
	};
	for (const text of texts) {
		const tokens = rules.match(text);
		const rows = new Set<number>();
		const choices = new Set<number>();
		const symbols = new Set<number>();
		for (let t = 0; t < tokens.n; t++) {
			for (let k = 0; k < tokens.symLen[t]!; k++) symbols.add(vocabulary.syms[tokens.symOff[t]! + k]!);
		}
		for (let m = 0; m < matches.n; m++) {
			const row = matches.row[m]!;
			const start = matches.start[m]!;
			rows.add(row);
			for (const way of waysOfRow[row]!) {
				derive(prepared, tokens, rules, way, start, matches.end[m]!, choices);
			}
		}
		for (const row of rows) usage.rows[row]!++;
		for (const choice of choices) usage.choices[choice]!++;
		for (const symbol of symbols) usage.symbols[symbol]!++;
		for (const span of spansIn(prepared, tokens)) usage.spans[span]!++;
	}
	return usage;
}

/** Adds to `used` the choices by which a way matches exactly the tokens from `start` to `end`. */
function derive(
	{ patterns, vocabulary }: Prepared,
	tokens: Tokens,
	{ arcs }: Pick<Rules, 'arcs'>,
	way: number,
	start: number,
	end: number,
	used: Set<number>,
): void {
	const last = patterns.parts[way + 1]!;
	const path: number[] = [];
	let steps = 0;
	/** Ends of the one element `symbol` from token `t`. */
	const ends = (symbol: number, t: number): number[] => {
		const found: number[] = [];
		const off = tokens.symOff[t]!;
		for (let k = 0; k < tokens.symLen[t]!; k++) {
			if (vocabulary.syms[off + k] === symbol) found.push(t + 1);
		}
		for (let arc = arcs.head[t]!; arc; arc = arcs.next[arc]!) {
			if (arcs.sym[arc] === symbol) found.push(t + arcs.len[arc]!);
		}
		return found;
	};
	const within = (choice: number, at: number, t: number, part: number): void => {
		if (t > end || ++steps > 20_000) return;
		if (at === patterns.elements[choice + 1]) {
			path.push(choice);
			next(part + 1, t);
			path.pop();
			return;
		}
		const symbol = patterns.element[at]!;
		if (symbol < FIRST_SYMBOL) {
			for (let skip = 0; skip <= symbol; skip++) within(choice, at + 1, t + skip, part);
		} else if (t < end) for (const to of ends(symbol, t)) within(choice, at + 1, to, part);
	};
	const next = (part: number, t: number): void => {
		if (t > end) return;
		if (part === last) {
			if (t === end) path.forEach((choice) => used.add(choice));
			return;
		}
		const gap = patterns.gap[part]!;
		if (gap) for (let skip = 0; skip <= gap; skip++) next(part + 1, t + skip);
		else {
			if (patterns.optional[part]) next(part + 1, t);
			for (let c = patterns.choices[part]!; c < patterns.choices[part + 1]!; c++) {
				within(c, patterns.elements[c]!, t, part);
			}
		}
	};
	next(patterns.parts[way]!, start);
}

/** Members of classes that have several words. */
function* spansIn({ spans, vocabulary }: Prepared, tokens: Tokens): Generator<number> {
	const has = (t: number, symbol: number): boolean => {
		const off = tokens.symOff[t]!;
		for (let k = 0; k < tokens.symLen[t]!; k++) if (vocabulary.syms[off + k] === symbol) return true;
		return false;
	};
	for (let t = 0; t < tokens.n; t++) {
		for (let k = 0; k < tokens.symLen[t]!; k++) {
			const symbol = vocabulary.syms[tokens.symOff[t]! + k]!;
			for (let place = spans.places[symbol]!; place < spans.places[symbol + 1]!; place++) {
				const from = spans.elements[spans.placeChoice[place]!]!;
				const to = spans.elements[spans.placeChoice[place]! + 1]!;
				const start = t - (spans.placeAt[place]! - from);
				if (start < 0 || start + to - from > tokens.n) continue;
				let whole = true;
				for (let at = from; at < to && whole; at++) whole = has(start + at - from, spans.element[at]!);
				if (whole) yield spans.placeWay[place]!;
			}
		}
	}
}
