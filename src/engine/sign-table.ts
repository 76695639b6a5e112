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

export type SignTable = {
	/** Rows of symbols and keys together. */
	rows: number;
	/** By output, in logits; as long as WIDTH, like the weights of each input, in units of STEP. */
	bias: Float64Array;
	inputs: Float64Array;
	/** By row: LANES integers of two weights each, in units of STEP. Most rows speak for half of the outputs. */
	lanes: Int32Array;
	/** By symbol: row, or -1; none for symbols above the last that has one. */
	rowOfSymbol: Int32Array;
	/** Open addressing by the low bits of a key: the key's KEY_BITS, or -1, and its row. */
	slots: Int32Array;
	slotRows: Int32Array;
	/** By the low bits of a key: 1 if some known key has them. Small enough to stay at hand, it tells most unknown pairs. */
	seeming: Uint8Array;
};

/** The two weights in an integer of `lanes`, or in a sum of them. */
export const evenLane = (pair: number): number => (pair << 16) >> 16;
export const oddLane = (pair: number): number => (pair + 0x8000) >> 16;

/** What a row weighs for an output, in units of STEP. */
export function weightOf(table: SignTable, row: number, output: number): number {
	const pair = table.lanes[row * LANES + (output >> 1)]!;
	return output & 1 ? oddLane(pair) : evenLane(pair);
}

/** Row of a key, or -1. */
export function findSign(table: SignTable, key: number): number {
	const { slots } = table;
	if (table.seeming[key & SEEMING_MASK] === 0) return -1;
	const mask = slots.length - 1;
	const wanted = key & KEY_MASK;
	for (let slot = wanted & mask; ; slot = (slot + 1) & mask) {
		const known = slots[slot]!;
		if (known === wanted) return table.slotRows[slot]!;
		if (known === -1) return -1;
	}
}

/** @throws RangeError if the bytes end too early. */
export function unpackSigns(bytes: Uint8Array): SignTable {
	let at = 0;
	const take = (): number => {
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			if (at >= bytes.length) throw new RangeError('the table of signs is cut short');
			const byte = bytes[at++]!;
			value |= (byte & 127) << shift;
			if (byte < 128) return value >>> 0;
		}
	};
	const counts = [take(), take(), take(), take()] as const;
	const [, inputCount, symbolCount, keyCount] = counts;
	const column = (count: number): number[] => {
		const values: number[] = new Array(count);
		let last = 0;
		for (let i = 0; i < count; i++) values[i] = last += take();
		return values;
	};
	const inputs = column(inputCount);
	const symbols = column(symbolCount);
	const keys = column(keyCount);
	const total = counts.reduce((sum, count) => sum + count, 0);
	const begins = new Int32Array(total + 1);
	for (let i = 0; i < total; i++) begins[i + 1] = begins[i]! + take();
	const size = begins[total]!;
	let weightAt = bytes.length - size;
	const first = 1 + inputCount;
	const bias = new Float64Array(WIDTH);
	const inputWeights = new Float64Array(INPUTS.length * WIDTH);
	const lanes = new Int32Array((total - first) * LANES);
	for (let i = 0; i < total; i++) {
		let output = -1;
		for (let k = begins[i]!; k < begins[i + 1]!; k++) {
			output += take() + 1;
			if (output >= OUTPUTS.length) throw new RangeError('the table of signs is damaged');
			const weight = (bytes[weightAt++]! << 24) >> 24;
			if (i >= first) {
				lanes[(i - first) * LANES + (output >> 1)]! += output & 1 ? weight << 16 : weight;
			} else if (i > 0) inputWeights[inputs[i - 1]! * WIDTH + output] = weight;
			else bias[output] = weight * STEP;
		}
	}
	if (bytes.length - at < size) throw new RangeError('the table of signs is cut short');

	const rowOfSymbol = new Int32Array((symbols.at(-1) ?? -1) + 1).fill(-1);
	symbols.forEach((symbol, i) => (rowOfSymbol[symbol] = i));
	return {
		rows: symbolCount + keyCount,
		bias,
		inputs: inputWeights,
		lanes,
		rowOfSymbol,
		...hashed(keys, symbolCount),
	};
}

/** Sparse, so that an unknown key is mostly told by one look. */
function hashed(
	keys: readonly number[],
	first: number,
): Pick<SignTable, 'slots' | 'slotRows' | 'seeming'> {
	const size = 2 ** Math.ceil(Math.log2(Math.max(2, keys.length * 3)));
	const slots = new Int32Array(size).fill(-1);
	const slotRows = new Int32Array(size);
	const seeming = new Uint8Array(SEEMING);
	keys.forEach((key, i) => {
		let slot = key & (size - 1);
		while (slots[slot] !== -1) slot = (slot + 1) & (size - 1);
		slots[slot] = key;
		slotRows[slot] = first + i;
		seeming[key & SEEMING_MASK] = 1;
	});
	return { slots, slotRows, seeming };
}
