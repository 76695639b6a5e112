/** The patterns of all rows as flat arrays, each found by its rarest part. */
import type { Columns } from './columns.ts';
import { FIRST_SYMBOL } from './symbols.ts';

type Ints = Int32Array;

/** Ways to match: a row may have several. All offsets have one more item, where the last list ends. */
export class Patterns {
	readonly count: number;
	/** By way: its parts; 1 if it must open a sentence; 1 if it must end one. */
	readonly parts: Ints;
	readonly caret: Uint8Array;
	readonly dollar: Uint8Array;
	/** By part: tokens that may be skipped, 0 if it is no gap; its choices; 1 if it may be left out. */
	readonly gap: Uint8Array;
	readonly choices: Ints;
	readonly optional: Uint8Array;
	/** By choice: its elements. */
	readonly elements: Ints;
	/** Symbols, or gaps below FIRST_SYMBOL; the choices of a part are in the order of their first elements. */
	readonly element: Ints;

	/** `name` is that of the sections (see `#lexicon/columns.ts`). */
	constructor(columns: Columns, name: string) {
		const parts = columns.numbers(`${name}.parts`);
		const kind = columns.numbers(`${name}.kind`);
		const size = columns.numbers(`${name}.size`);
		const first = columns.numbers(`${name}.first`);
		const more = columns.numbers(`${name}.more`);
		const count = (this.count = parts.length);
		this.parts = new Int32Array(count + 1);
		this.caret = new Uint8Array(count);
		this.dollar = new Uint8Array(count);
		let part = 0;
		for (let way = 0; way < count; way++) {
			const code = parts[way]!;
			this.parts[way] = part;
			this.caret[way] = (code >> 1) & 1;
			this.dollar[way] = code & 1;
			part += code >> 2;
		}
		this.parts[count] = part;
		this.gap = new Uint8Array(part);
		this.optional = new Uint8Array(part);
		this.choices = new Int32Array(part + 1);
		this.elements = new Int32Array(size.length + 1);
		this.element = new Int32Array(size.length + more.length);
		let choice = 0;
		let at = 0;
		let rest = 0;
		for (let p = 0; p < part; p++) {
			const code = kind[p]!;
			this.choices[p] = choice;
			if (code < FIRST_SYMBOL) {
				this.gap[p] = code;
				continue;
			}
			this.optional[p] = code & 1;
			const end = choice + ((code - 8) >> 1);
			let symbol = 0;
			for (; choice < end; choice++) {
				this.elements[choice] = at;
				symbol += first[choice]!;
				this.element[at++] = symbol;
				for (let k = size[choice]!; k > 0; k--) this.element[at++] = more[rest++]!;
			}
		}
		this.choices[part] = choice;
		this.elements[choice] = at;
	}
}

/** Where to begin: by symbol, the places in patterns whose presence makes a way worth trying. */
export class Anchors {
	/** By symbol: its places. */
	readonly places: Int32Array;
	/** By place: the way, the part and the choice it lies in, and which element it is. */
	readonly way: Int32Array;
	readonly part: Int32Array;
	readonly choice: Int32Array;
	readonly at: Int32Array;

	/** @param cost by symbol, how common it is */
	constructor(patterns: Patterns, symbols: number, cost: Uint16Array) {
		const { choices, elements, element, parts } = patterns;
		const anchor = new Int32Array(patterns.count);
		const counts = new Int32Array(symbols + 1);
		/** By choice of an anchor: its rarest element. */
		const rarest = new Int32Array(elements.length);
		let total = 0;
		for (let way = 0; way < patterns.count; way++) {
			let best = -1;
			let lowest = Infinity;
			for (let part = parts[way]!; part < parts[way + 1]!; part++) {
				if (patterns.gap[part] || patterns.optional[part]) continue;
				let sum = 0;
				for (let choice = choices[part]!; choice < choices[part + 1]! && sum < lowest; choice++) {
					sum += cost[element[rarestOf(patterns, choice, cost)]!]!;
				}
				if (sum < lowest) {
					lowest = sum;
					best = part;
				}
			}
			anchor[way] = best;
			if (best < 0) continue;
			for (let choice = choices[best]!; choice < choices[best + 1]!; choice++) {
				const at = (rarest[choice] = rarestOf(patterns, choice, cost));
				counts[element[at]!]!++;
				total++;
			}
		}
		this.places = new Int32Array(symbols + 1);
		for (let symbol = 0, sum = 0; symbol <= symbols; symbol++) {
			this.places[symbol] = sum;
			sum += counts[symbol]!;
			counts[symbol] = this.places[symbol]!;
		}
		this.way = new Int32Array(total);
		this.part = new Int32Array(total);
		this.choice = new Int32Array(total);
		this.at = new Int32Array(total);
		for (let way = 0; way < patterns.count; way++) {
			const part = anchor[way]!;
			if (part < 0) continue;
			for (let choice = choices[part]!; choice < choices[part + 1]!; choice++) {
				const place = counts[element[rarest[choice]!]!]!++;
				this.way[place] = way;
				this.part[place] = part;
				this.choice[place] = choice;
				this.at[place] = rarest[choice]!;
			}
		}
	}
}

/** Index in `element` of the rarest one of a choice. */
function rarestOf(patterns: Patterns, choice: number, cost: Uint16Array): number {
	const { elements, element } = patterns;
	let best = elements[choice]!;
	const end = elements[choice + 1]!;
	for (let at = best + 1; at < end; at++) {
		const symbol = element[at]!;
		if (symbol < FIRST_SYMBOL) continue;
		if (cost[symbol]! < cost[element[best]!]!) best = at;
	}
	return best;
}
