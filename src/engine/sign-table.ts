/** The packed table of weighted signs: written at compile time, unpacked once into arrays that weighing reads. */
import { INPUTS } from './inputs.ts';
import { OUTPUTS } from './outputs.ts';

/** One unit of a sign's weight, in logits. */
export const STEP = 0.3;
/** Weights are stored as multiples of so many units, by output: the feeling as a whole is told by small differences. */
export const GRAIN: readonly number[] = OUTPUTS.map((_, output) => (output < 2 ? 1 : 2));
/** One unit of a rule score's weight, and of the bias. */
export const INPUT_STEP = 0.2;
/** One unit of what an answer says for another. */
export const BOND_STEP = 0.2;
/** Keys are kept to so many bits: with 2,500 of them, one unknown pair in 6,000 is taken for another. */
const KEY_BITS = 24;
const KEY_MASK = 2 ** KEY_BITS - 1;
const SEEMING = 2 ** 15;
const SEEMING_MASK = SEEMING - 1;

/** Weights by output, in the units of their kind of row; each fits a signed byte. */
export type SignWeights = Map<number, number>;
export type SignRows = {
	bias: SignWeights;
	/** By number of INPUTS. */
	inputs: Map<number, SignWeights>;
	/** What an answer says for each other once it is likely, by output; `bondBias` is what is said in any case. */
	bonds: Map<number, SignWeights>;
	bondBias: SignWeights;
	/** By symbol of the lexicon. */
	symbols: Map<number, SignWeights>;
	/** By key of a word's beginning or a pair. */
	keys: Map<number, SignWeights>;
};

/**
 * The numbers of symbols and keys as steps from one to the next (varint), then weights, a byte each and as many a row as there
 * are outputs: bias, bonds, inputs, symbols and keys. Most rows speak for half of the outputs.
 */
export function packSigns({ bias, inputs, bonds, bondBias, symbols, keys }: SignRows): Uint8Array {
	const bytes: number[] = [];
	const put = (value: number): void => {
		let rest = value >>> 0;
		while (rest >= 128) {
			bytes.push((rest & 127) | 128);
			rest >>>= 7;
		}
		bytes.push(rest);
	};
	const row = (weights: SignWeights | undefined, grain?: readonly number[]): void => {
		for (let o = 0; o < OUTPUTS.length; o++) {
			bytes.push(Math.round((weights?.get(o) ?? 0) / (grain?.[o] ?? 1)) & 255);
		}
	};
	const sorted = <T>(map: Map<number, T>): [number, T][] => [...map].sort((a, b) => a[0] - b[0]);
	const masked = new Map([...keys].map(([key, weights]) => [key & KEY_MASK, weights]));
	const named = [sorted(symbols), sorted(masked)];
	for (const part of named) put(part.length);
	for (const part of named) part.forEach(([key], at) => put(at ? key - part[at - 1]![0] : key));
	row(bias);
	row(bondBias);
	for (let o = 0; o < OUTPUTS.length; o++) row(bonds.get(o));
	for (let i = 0; i < INPUTS.length; i++) row(inputs.get(i));
	for (const part of named) for (const [, weights] of part) row(weights, GRAIN);
	return Uint8Array.from(bytes);
}

/** Outputs rounded up to whole turns of the loops that add weights (see signs.ts). */
export const WIDTH = Math.ceil(OUTPUTS.length / 12) * 12;
/** Two outputs share an integer, so that a row is added in half the steps: the even one, plus the odd one times 2^16. */
export const LANES = WIDTH / 2;
/** Rows whose sum surely fits into lanes of 16 bits. */
export const LANES_HOLD = 128;

/** The two weights in an integer of `lanes`, or in a sum of them. */
export const evenLane = (pair: number): number => (pair << 16) >> 16;
export const oddLane = (pair: number): number => (pair + 0x8000) >> 16;

const CUT_SHORT = 'the table of signs is cut short';

export class SignTable {
	/** Rows of symbols and keys together. */
	readonly rows: number;
	/** In logits, by output; as long as WIDTH, like the rows of each input and each answer. */
	readonly bias: Float64Array;
	readonly bondBias: Float64Array;
	readonly bonds: Float64Array;
	readonly inputs: Float64Array;
	/** By row, once filled: LANES integers of two weights each, in units of STEP. Most rows speak for half of the outputs. */
	readonly lanes: Int32Array;
	/** By symbol: row, or -1; none for symbols above the last that has one. */
	readonly rowOfSymbol: Int32Array;
	/** Open addressing by the low bits of a key: the key's KEY_BITS, or -1, and its row. */
	private readonly slots: Int32Array;
	private readonly slotRows: Int32Array;
	/** By the low bits of a key: 1 if some known key has them. Small enough to stay at hand, it tells most unknown pairs. */
	private readonly seeming = new Uint8Array(SEEMING);
	private readonly bytes: Uint8Array;
	/** Where bytes are read next; in the end, where the rows begin. */
	private at = 0;

	/** @throws RangeError if there are too few bytes, or too many. */
	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
		const symbolCount = this.take();
		const keyCount = this.take();
		const symbols = this.column(symbolCount);
		const keys = this.column(keyCount);
		this.rows = symbolCount + keyCount;
		if (
			bytes.length - this.at !==
			(2 + OUTPUTS.length + INPUTS.length + this.rows) * OUTPUTS.length
		)
			throw new RangeError(CUT_SHORT);
		this.bias = this.logits(1, INPUT_STEP);
		this.bondBias = this.logits(1, BOND_STEP);
		this.bonds = this.logits(OUTPUTS.length, BOND_STEP);
		this.inputs = this.logits(INPUTS.length, INPUT_STEP);
		this.lanes = new Int32Array(this.rows * LANES);
		this.rowOfSymbol = new Int32Array((symbols[symbolCount - 1] ?? -1) + 1).fill(-1);
		symbols.forEach((symbol, i) => (this.rowOfSymbol[symbol] = i));
		// sparse, so that an unknown key is mostly told by one look
		const room = 2 ** Math.ceil(Math.log2(Math.max(2, keyCount * 3)));
		const slots = (this.slots = new Int32Array(room).fill(-1));
		this.slotRows = new Int32Array(room);
		for (let i = 0; i < keyCount; i++) {
			const key = keys[i]!;
			let slot = key & (room - 1);
			while (slots[slot] !== -1) slot = (slot + 1) & (room - 1);
			slots[slot] = key;
			this.slotRows[slot] = symbolCount + i;
			this.seeming[key & SEEMING_MASK] = 1;
		}
	}

	/** Row of a key, or -1. */
	find(key: number): number {
		if (this.seeming[key & SEEMING_MASK] === 0) return -1;
		const { slots } = this;
		const mask = slots.length - 1;
		const wanted = key & KEY_MASK;
		for (let slot = wanted & mask; ; slot = (slot + 1) & mask) {
			const known = slots[slot]!;
			if (known === wanted) return this.slotRows[slot]!;
			if (known === -1) return -1;
		}
	}

	/** Writes the lanes of a row: to be called before it is first used. A text uses few, and an engine should be ready at once. */
	fill(row: number): void {
		const { bytes, lanes } = this;
		let at = this.at + row * OUTPUTS.length;
		for (let o = 0, lane = row * LANES; o < OUTPUTS.length; o += 2, lane++) {
			const even = ((bytes[at++]! << 24) >> 24) * GRAIN[o]!;
			lanes[lane] = even + ((((bytes[at++]! << 24) >> 24) * GRAIN[o + 1]!) << 16);
		}
	}

	/** What a row weighs for an output, in units of STEP. */
	weight(row: number, output: number): number {
		const pair = this.lanes[row * LANES + (output >> 1)]!;
		return output & 1 ? oddLane(pair) : evenLane(pair);
	}

	private take(): number {
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			if (this.at >= this.bytes.length) throw new RangeError(CUT_SHORT);
			const byte = this.bytes[this.at++]!;
			value |= (byte & 127) << shift;
			if (byte < 128) return value >>> 0;
		}
	}

	/** Differences summed. */
	private column(count: number): Int32Array {
		const values = new Int32Array(count);
		let last = 0;
		for (let i = 0; i < count; i++) values[i] = last += this.take();
		return values;
	}

	private logits(rows: number, step: number): Float64Array {
		const values = new Float64Array(rows * WIDTH);
		for (let row = 0; row < rows; row++)
			for (let o = 0; o < OUTPUTS.length; o++)
				values[row * WIDTH + o] = ((this.bytes[this.at++]! << 24) >> 24) * step;
		return values;
	}
}
