/** The patterns of all rows as flat arrays, each found by its rarest part. */
import type { Columns } from './columns.ts';
import { FIRST_SYMBOL } from './symbols.ts';

/** Ways to match: a row may have several. All offsets have one more item, where the last list ends. */
export class Patterns {
	readonly count: number;
	/** By way: its parts; 1 if it must open a sentence; 1 if it must end one. */
	readonly parts: Int32Array;
	readonly caret: Uint8Array;
	readonly dollar: Uint8Array;
	/** By part: tokens that may be skipped, 0 if it is no gap; its choices; 1 if it may be left out. */
	readonly gap: Uint8Array;
	readonly choices: Int32Array;
	readonly optional: Uint8Array;
	/** By choice: its elements. */
	readonly elements: Int32Array;
	/** Symbols, or gaps below FIRST_SYMBOL; the choices of a part are in the order of their first elements. */
	readonly element: Int32Array;
	/** By symbol: the places in patterns whose presence makes a way worth trying. */
	readonly places: Int32Array;
	/** By place: the way, the part and the choice it lies in, and which element it is. */
	readonly placeWay: Int32Array;
	readonly placePart: Int32Array;
	readonly placeChoice: Int32Array;
	readonly placeAt: Int32Array;

	/** `name` is that of the sections (see `#lexicon/columns.ts`). Written flat: it runs once, before anything is compiled hot. */
	constructor(columns: Columns, name: string, symbols: number) {
		const shapes = columns.numbers(`${name}.parts`);
		const anchors = columns.bytes(`${name}.anchor`);
		const kinds = columns.numbers(`${name}.kind`);
		const sizes = columns.bytes(`${name}.size`);
		const heads = columns.numbers(`${name}.head`);
		const frequent = columns.numbers('frequent');
		const firsts = columns.numbers(`${name}.first`);
		const steps = columns.numbers(`${name}.step`);
		const more = columns.numbers(`${name}.more`);
		const rarest = columns.bytes(`${name}.rarest`);
		const count = (this.count = shapes.length);
		const parts = (this.parts = new Int32Array(count + 1));
		const caret = (this.caret = new Uint8Array(count));
		const dollar = (this.dollar = new Uint8Array(count));
		const gap = (this.gap = new Uint8Array(kinds.length));
		const optional = (this.optional = new Uint8Array(kinds.length));
		const choices = (this.choices = new Int32Array(kinds.length + 1));
		const elements = (this.elements = new Int32Array(sizes.length + 1));
		const element = (this.element = new Int32Array(sizes.length + more.length));
		/** Of the places in the order of ways: choice and element; where the way's begin. */
		const foundAt = new Int32Array(sizes.length);
		const counts = new Int32Array(symbols + 1);
		const short = frequent.length;
		for (let i = 1; i < short; i++) frequent[i]! += frequent[i - 1]!;
		for (let i = 0; i < firsts.length; i++) {
			firsts[i] = firsts[i]! < short ? frequent[firsts[i]!]! : firsts[i]! - short;
		}
		for (let i = 0; i < more.length; i++) {
			more[i] = more[i]! < short ? frequent[more[i]!]! : more[i]! - short;
		}
		let head = 0;
		let part = 0;
		let choice = 0;
		let at = 0;
		let firstAt = 0;
		let stepAt = 0;
		let moreAt = 0;
		let rarestAt = 0;
		for (let way = 0; way < count; way++) {
			const shape = shapes[way]!;
			parts[way] = part;
			caret[way] = (shape >> 1) & 1;
			dollar[way] = shape & 1;
			const anchor = part + anchors[way]!;
			const opening = part;
			head += heads[way]! & 1 ? -((heads[way]! + 1) >> 1) : heads[way]! >> 1;
			for (const last = part + (shape >> 2); part < last; part++) {
				const kind = kinds[part]!;
				choices[part] = choice;
				if (kind < FIRST_SYMBOL) {
					gap[part] = kind;
					continue;
				}
				optional[part] = kind & 1;
				let symbol = part === opening ? head : firsts[firstAt++]!;
				for (const end = choice + ((kind - 8) >> 1); choice < end; choice++) {
					elements[choice] = at;
					let size = sizes[choice]!;
					if (part === anchor) {
						const place = size ? at + rarest[rarestAt++]! : at;
						foundAt[choice] = place + 1;
						if (place === at) counts[symbol]!++;
						else counts[more[moreAt + place - at - 1]!]!++;
					}
					element[at++] = symbol;
					for (; size > 0; size--) element[at++] = more[moreAt++]!;
					if (choice + 1 < end) symbol += steps[stepAt++]!;
				}
			}
		}
		parts[count] = part;
		choices[part] = choice;
		elements[choice] = at;

		const places = (this.places = new Int32Array(symbols + 1));
		let sum = 0;
		for (let symbol = 0; symbol <= symbols; symbol++) {
			places[symbol] = sum;
			sum += counts[symbol]!;
			counts[symbol] = places[symbol]!;
		}
		const placeWay = (this.placeWay = new Int32Array(sum));
		const placePart = (this.placePart = new Int32Array(sum));
		const placeChoice = (this.placeChoice = new Int32Array(sum));
		const placeAt = (this.placeAt = new Int32Array(sum));
		for (let way = 0; way < count; way++) {
			const anchor = parts[way]! + anchors[way]!;
			for (let c = choices[anchor]!, end = choices[anchor + 1]!; c < end; c++) {
				const place = counts[element[foundAt[c]! - 1]!]!++;
				placeWay[place] = way;
				placePart[place] = anchor;
				placeChoice[place] = c;
				placeAt[place] = foundAt[c]! - 1;
			}
		}
	}
}
