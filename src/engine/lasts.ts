/** The choices of a part by what they end with, so that a pattern can be read backwards; sorted when a text first needs a part. */
import type { Patterns } from './patterns.ts';
import { wider } from './wider.ts';

export class Lasts {
	/** Last elements in order, part after part, each part's followed by a 0; and the choices that they end. */
	symbol = new Int32Array(1024);
	choice = new Int32Array(1024);
	private readonly patterns: Patterns;
	/** By part: where its elements begin and end; 0 if not yet sorted. */
	private readonly from: Int32Array;
	private readonly to: Int32Array;
	private used = 1;

	constructor(patterns: Patterns) {
		this.patterns = patterns;
		this.from = new Int32Array(patterns.gap.length);
		this.to = new Int32Array(patterns.gap.length);
	}

	/** The first place in `symbol` of this one in a part, or of one after it. */
	find(part: number, symbol: number): number {
		if (this.to[part] === 0) this.sort(part);
		let low = this.from[part]!;
		let high = this.to[part]!;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.symbol[middle]! < symbol) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	private sort(part: number): void {
		const { choices, element, elements } = this.patterns;
		const list: [number, number][] = [];
		for (let choice = choices[part]!; choice < choices[part + 1]!; choice++) {
			list.push([element[elements[choice + 1]! - 1]!, choice]);
		}
		list.sort((a, b) => a[0] - b[0]);
		while (this.used + list.length + 1 > this.symbol.length) {
			this.symbol = wider(this.symbol);
			this.choice = wider(this.choice);
		}
		this.from[part] = this.used;
		for (const [symbol, choice] of list) {
			this.symbol[this.used] = symbol;
			this.choice[this.used++] = choice;
		}
		this.to[part] = this.used;
		this.symbol[this.used++] = 0;
	}
}
