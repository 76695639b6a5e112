/** What must stand around a place of a pattern for the rest to match: worked out when a text first has the place. */
import type { Patterns } from './patterns.ts';
import { FIRST_SYMBOL } from './symbols.ts';

/** Bits of `state`. WHOLE: the pattern is this one symbol. */
export const KNOWN = 1;
export const WHOLE = 2;
export const AFTER = 4;
export const BEFORE = 8;
export const AROUND = 16;

/** Integers a place. */
export const NEED = 6;

export class Needs {
	readonly state: Uint8Array;
	/** By place: sets of symbols (see outlook.ts), one of which must follow, come before, and be in the sentence. */
	readonly masks: Int32Array;
	private readonly patterns: Patterns;
	private low = 0;
	private high = 0;

	constructor(patterns: Patterns) {
		this.patterns = patterns;
		this.state = new Uint8Array(patterns.placeWay.length);
		this.masks = new Int32Array(NEED * patterns.placeWay.length);
	}

	/** Works out `state` and `masks` of a place. */
	find(place: number): number {
		const { patterns } = this;
		const { element, elements, gap, optional } = patterns;
		const way = patterns.placeWay[place]!;
		const part = patterns.placePart[place]!;
		const choice = patterns.placeChoice[place]!;
		const at = patterns.placeAt[place]!;
		const first = patterns.parts[way]!;
		const last = patterns.parts[way + 1]! - 1;
		const size = elements[choice + 1]! - elements[choice]!;
		let state = KNOWN;
		if (first === last && size === 1) state |= WHOLE;
		let nextPart = -1;
		let lastPart = -1;
		this.clear();
		if (at + 1 < elements[choice + 1]!) {
			if (this.add(element[at + 1]!)) state |= this.keep(place, 0, AFTER);
		} else if (part < last && !gap[part + 1] && !optional[part + 1]) {
			nextPart = part + 1;
			if (this.addPart(nextPart, false)) state |= this.keep(place, 0, AFTER);
		}
		this.clear();
		if (at > elements[choice]!) {
			if (this.add(element[at - 1]!)) state |= this.keep(place, 2, BEFORE);
		} else if (part > first && !gap[part - 1] && !optional[part - 1]) {
			lastPart = part - 1;
			if (this.addPart(lastPart, true)) state |= this.keep(place, 2, BEFORE);
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
			state |= this.keep(place, 4, AROUND);
		}
		return (this.state[place] = state);
	}

	private clear(): void {
		this.low = this.high = 0;
	}

	private keep(place: number, at: number, bit: number): number {
		this.masks[NEED * place + at] = this.low;
		this.masks[NEED * place + at + 1] = this.high;
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
		const { choices, element, elements } = this.patterns;
		for (let choice = choices[part]!; choice < choices[part + 1]!; choice++) {
			if (!this.add(element[ends ? elements[choice + 1]! - 1 : elements[choice]!]!)) return false;
		}
		return true;
	}
}

function ones(bits: number): number {
	let count = 0;
	for (let rest = bits; rest; rest &= rest - 1) count++;
	return count;
}
