/** The packed table of weighted signs: written at compile time, unpacked once into arrays that weighing reads. */
import { INPUTS } from './inputs.ts';
import { OUTPUTS } from './outputs.ts';

/** One unit of a stored weight, in logits. */
export const STEP = 0.2;
/** Keys are kept to so many bits: with 4,000 of them, one unknown pair in 8,000 is taken for another. */
const KEY_BITS = 25;
const KEY_MASK = 2 ** KEY_BITS - 1;
const SEEMING = 2 ** 15;
const SEEMING_MASK = SEEMING - 1;

/** Weights by output, in units of STEP, -128..127 each. */
export type SignWeights = Map<number, number>;
export type SignRows = {
	bias: SignWeights;
	/** By number of INPUTS. */
	inputs: Map<number, SignWeights>;
	/** By symbol of the lexicon. */
	symbols: Map<number, SignWeights>;
	/** By key of a word's beginning or a pair. */
	keys: Map<number, SignWeights>;
};

/**
 * Columns rather than rows, each of one kind of number, so that compression sees like beside like: counts, then differences
 * of sorted keys (varint), then how many weights each row has, then outputs (as differences), then weights.
 */
export function packSigns({ bias, inputs, symbols, keys }: SignRows): Uint8Array {
	const bytes: number[] = [];
	const put = (value: number): void => {
		let rest = value >>> 0;
		while (rest >= 128) {
			bytes.push((rest & 127) | 128);
			rest >>>= 7;
		}
		bytes.push(rest);
	};
	const masked = new Map<number, SignWeights>();
	for (const [key, weights] of keys) masked.set(key & KEY_MASK, weights);
	const sorted = <T>(map: Map<number, T>): [number, T][] => [...map].sort((a, b) => a[0] - b[0]);
	const parts = [
		[[0, bias]] as [number, SignWeights][],
		sorted(inputs),
		sorted(symbols),
		sorted(masked),
	];
	for (const part of parts) put(part.length);
	const rows = parts.map((part) => part.map(([, weights]) => sorted(weights)));
	for (const part of parts.slice(1)) {
		let last = 0;
		for (const [key] of part) {
			put(key - last);
			last = key;
		}
	}
	for (const part of rows) for (const row of part) put(row.length);
	for (const part of rows)
		for (const row of part) {
			let last = -1;
			for (const [output] of row) {
				put(output - last - 1);
				last = output;
			}
		}
	for (const part of rows)
		for (const row of part) for (const [, weight] of row) bytes.push(weight & 255);
	return Uint8Array.from(bytes);
}

/** Outputs rounded up to whole turns of the loops that add weights (see signs.ts). */
export const WIDTH = Math.ceil(OUTPUTS.length / 12) * 12;
/** Two outputs share an integer, so that a row is added in half the steps: the even one, plus the odd one times 2^16. */
export const LANES = WIDTH / 2;
/** Rows whose sum surely fits into lanes of 16 bits. */
export const LANES_HOLD = 256;

/** The two weights in an integer of `lanes`, or in a sum of them. */
export const evenLane = (pair: number): number => (pair << 16) >> 16;
export const oddLane = (pair: number): number => (pair + 0x8000) >> 16;

const CUT_SHORT = 'the table of signs is cut short';

export class SignTable {
	/** Rows of symbols and keys together. */
	readonly rows: number;
	/** By output, in logits; as long as WIDTH, like the weights of each input, in units of STEP. */
	readonly bias = new Float64Array(WIDTH);
	readonly inputs = new Float64Array(INPUTS.length * WIDTH);
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
	/** Where bytes are read next; where outputs and weights begin; which of these are whose, the bias and the inputs first. */
	private at = 0;
	private readonly outputsAt: number;
	private readonly weightsAt: number;
	private readonly begins: Int32Array;
	private readonly first: number;

	/** @throws RangeError if the bytes end too early. */
	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
		const biases = this.take();
		const inputCount = this.take();
		const symbolCount = this.take();
		const keyCount = this.take();
		const inputs = this.column(inputCount);
		const symbols = this.column(symbolCount);
		const keys = this.column(keyCount);
		const first = (this.first = biases + inputCount);
		this.rows = symbolCount + keyCount;
		const begins = (this.begins = new Int32Array(first + this.rows + 1));
		for (let i = 0; i + 1 < begins.length; i++) begins[i + 1] = begins[i]! + this.take();
		const size = begins[begins.length - 1]!;
		this.outputsAt = this.at;
		this.weightsAt = this.at + size;
		if (bytes.length < this.weightsAt + size) throw new RangeError(CUT_SHORT);
		this.lanes = new Int32Array(this.rows * LANES);
		this.each(0, (output, weight) => (this.bias[output] = weight * STEP));
		inputs.forEach((input, i) => {
			this.each(biases + i, (output, weight) => (this.inputs[input * WIDTH + output] = weight));
		});
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
		const from = row * LANES;
		this.lanes.fill(0, from, from + LANES);
		this.each(this.first + row, (output, weight) => {
			this.lanes[from + (output >> 1)]! += output & 1 ? weight << 16 : weight;
		});
	}

	/** What a row weighs for an output, in units of STEP. */
	weight(row: number, output: number): number {
		const pair = this.lanes[row * LANES + (output >> 1)]!;
		return output & 1 ? oddLane(pair) : evenLane(pair);
	}

	private each(list: number, visit: (output: number, weight: number) => void): void {
		const { begins, bytes, outputsAt, weightsAt } = this;
		let output = -1;
		for (let k = begins[list]!; k < begins[list + 1]!; k++) {
			output += bytes[outputsAt + k]! + 1;
			if (output < OUTPUTS.length) visit(output, (bytes[weightsAt + k]! << 24) >> 24);
		}
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
}
