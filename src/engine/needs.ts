/** What must stand around a place of a pattern for the rest to match: worked out when a text first has the place. */
import type { Patterns } from './patterns.ts';
import { FIRST_SYMBOL } from './symbols.ts';
import { wider } from './wider.ts';

/** Bits of `state`. WHOLE: the pattern is this one symbol. */
export const KNOWN = 1;
export const WHOLE = 2;
export const AFTER = 4;
export const BEFORE = 8;
export const AROUND = 16;

/** What is known of a place stands together, 16 integers in all, so that trying it touches memory once. */
export const PLACE = 16;
/** State; the sets of symbols (see outlook.ts), one of which must follow, come before, and be in the sentence; filters of the first two. */
export const AFTER_SET = 1;
export const BEFORE_SET = 3;
export const AROUND_SET = 5;
export const AFTER_FILTER = 7;
export const BEFORE_FILTER = 8;
/** How many tokens further on, or back, it may be for a gap. */
export const AFTER_REACH = 9;
export const BEFORE_REACH = 10;
/** Its way, the part and the choice it lies in, and which element it is. */
export const WAY = 11;
export const PART = 12;
export const CHOICE = 13;
export const AT = 14;

/** Integers a filter: a finer set, one bit for every symbol with the same `sym & 511`. */
const FILTER = 16;

export class Needs {
	/** By place: PLACE integers, all 0 if not yet worked out. */
	readonly places: Int32Array;
	private readonly patterns: Patterns;
	/** By part: the filter of what its choices begin with, and end with, 0 if not yet made. */
	private readonly firsts: Int32Array;
	private readonly lasts: Int32Array;
	private filters = new Int32Array(1024);
	private filtersUsed = FILTER;
	private low = 0;
	private high = 0;

	constructor(patterns: Patterns) {
		this.patterns = patterns;
		this.places = new Int32Array(PLACE * patterns.placeWay.length);
		this.firsts = new Int32Array(patterns.gap.length);
		this.lasts = new Int32Array(patterns.gap.length);
	}

	/** May `symbol` be in the set of a filter? */
	passes(filter: number, symbol: number): boolean {
		if (filter < 0) return symbol === -filter;
		return ((this.filters[filter + ((symbol >> 5) & 15)]! >> symbol) & 1) !== 0;
	}

	/** The filter of what `part` may begin with. */
	beginnings(part: number): number {
		return this.firsts[part]! || this.filterOf(part, false);
	}

	/** The filter of what `part` may end with. */
	ends(part: number): number {
		return this.lasts[part]! || this.filterOf(part, true);
	}

	/** Works out all that `places` says of a place; answers its state. */
	find(place: number): number {
		const { patterns, places } = this;
		const from = PLACE * place;
		const { element, elements, gap, optional } = patterns;
		const way = patterns.placeWay[place]!;
		const part = patterns.placePart[place]!;
		const choice = patterns.placeChoice[place]!;
		const at = patterns.placeAt[place]!;
		places[from + WAY] = way;
		places[from + PART] = part;
		places[from + CHOICE] = choice;
		places[from + AT] = at;
		const first = patterns.parts[way]!;
		const last = patterns.parts[way + 1]! - 1;
		const size = elements[choice + 1]! - elements[choice]!;
		let state = KNOWN;
		if (first === last && size === 1) state |= WHOLE;
		let nextPart = -1;
		let lastPart = -1;
		this.clear();
		if (at + 1 < elements[choice + 1]!) {
			if (this.add(element[at + 1]!)) {
				state |= this.keep(from + AFTER_SET, AFTER);
				places[from + AFTER_FILTER] = this.makeFilter([element[at + 1]!]);
			}
		} else if (part < last) {
			const far = gap[part + 1]! > 0 ? 1 : 0;
			if (!optional[part + 1 + far] && this.addPart(part + 1 + far, false)) {
				nextPart = part + 1 + far;
				state |= this.keep(from + AFTER_SET, AFTER);
				places[from + AFTER_REACH] = gap[part + 1]!;
				places[from + AFTER_FILTER] = this.beginnings(nextPart);
			}
		}
		this.clear();
		if (at > elements[choice]!) {
			if (this.add(element[at - 1]!)) {
				state |= this.keep(from + BEFORE_SET, BEFORE);
				places[from + BEFORE_FILTER] = this.makeFilter([element[at - 1]!]);
			}
		} else if (part > first) {
			const far = gap[part - 1]! > 0 ? 1 : 0;
			if (!optional[part - 1 - far] && this.addPart(part - 1 - far, true)) {
				lastPart = part - 1 - far;
				state |= this.keep(from + BEFORE_SET, BEFORE);
				places[from + BEFORE_REACH] = gap[part - 1]!;
				places[from + BEFORE_FILTER] = this.ends(lastPart);
			}
		}
		let fewest = 20;
		for (let other = first; other <= last; other++) {
			if (other === part || other === nextPart || other === lastPart) continue;
			if (gap[other] || optional[other]) continue;
			this.clear();
			if (!this.addPart(other, false)) continue;
			const bits = ones(this.low) + ones(this.high);
			if (bits >= fewest) continue;
			fewest = bits;
			state |= this.keep(from + AROUND_SET, AROUND);
		}
		return (places[from] = state);
	}

	private clear(): void {
		this.low = this.high = 0;
	}

	private keep(at: number, bit: number): number {
		this.places[at] = this.low;
		this.places[at + 1] = this.high;
		return bit;
	}

	/** False for a gap, which needs nothing. */
	private add(symbol: number): boolean {
		if (symbol < FIRST_SYMBOL) return false;
		if (symbol & 32) this.high |= 1 << symbol;
		else this.low |= 1 << symbol;
		return true;
	}

	/** The elements that the choices of a part begin with, or end with. */
	private addPart(part: number, ends: boolean): boolean {
		return this.edges(part, ends).every((symbol) => this.add(symbol));
	}

	private edges(part: number, ends: boolean): number[] {
		const { choices, element, elements } = this.patterns;
		const symbols: number[] = [];
		for (let choice = choices[part]!; choice < choices[part + 1]!; choice++) {
			symbols.push(element[ends ? elements[choice + 1]! - 1 : elements[choice]!]!);
		}
		return symbols;
	}

	private filterOf(part: number, ends: boolean): number {
		return ((ends ? this.lasts : this.firsts)[part] = this.makeFilter(this.edges(part, ends)));
	}

	/** Of one symbol, it is the symbol's number less than 0: nothing to look up. */
	private makeFilter(symbols: readonly number[]): number {
		if (symbols.length === 1 && symbols[0]! >= FIRST_SYMBOL) return -symbols[0]!;
		const filter = this.filtersUsed;
		this.filtersUsed += FILTER;
		if (this.filtersUsed > this.filters.length) this.filters = wider(this.filters);
		for (const symbol of symbols) {
			if (symbol < FIRST_SYMBOL) this.filters.fill(-1, filter, filter + FILTER);
			else this.filters[filter + ((symbol >> 5) & 15)]! |= 1 << symbol;
		}
		return filter;
	}
}

function ones(bits: number): number {
	let count = 0;
	for (let rest = bits; rest; rest &= rest - 1) count++;
	return count;
}
