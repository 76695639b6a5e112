/**
 * Logistic regression of many outputs at once over sparse signs, and of what the outputs say for one another, by Adam (Kingma &
 * Ba, 2015). Signs are left out at random while learning, so that none relies on another being there too (dropout: Srivastava et
 * al., 2014), and weights are rounded as they will be stored (straight-through: Bengio et al., 2013).
 */

/** Rows in compressed form: columns and values of row i are at offset[i] to offset[i + 1]. */
export type SparseRows = {
	rows: number;
	columns: number;
	offset: Int32Array;
	column: Int32Array;
	value: Float64Array;
};

export type Fit = {
	/** By column and output: `weights[column * outputs + output]`. */
	weights: Float32Array;
	bias: Float32Array;
	/** What a likely output says for each: `bonds[output * outputs + other]`. */
	bonds: Float32Array;
	bondBias: Float32Array;
};

export type FitOptions = {
	outputs: number;
	/** Target of row i and output o, 0 or 1, at `i * outputs + o`; negative where the row does not say. */
	targets: Float64Array;
	/** How much each row counts. */
	importance: Float64Array;
	/** By column and output, as weights: what they are rounded to a multiple of, from half-way on; not at all where absent. */
	steps?: Float32Array;
	/** Times that every row is read. */
	epochs: number;
};

const BATCH = 512;
const RATE = 0.004;
/** Part of the signs that is left out each time. */
const LEFT_OUT = 0.2;
/** How much the outputs count before they have spoken for one another. */
const BEFORE_BONDS = 0.5;
const DECAY = 0.9;
const DECAY_SQUARES = 0.999;

/** Deterministic: draws come from a generator with a fixed seed. */
export function fit(x: SparseRows, options: FitOptions): Fit {
	const { outputs, targets, importance, steps, epochs } = options;
	const random = mulberry(1);
	const weights = new Parameters(x.columns * outputs);
	const bias = new Parameters(outputs);
	bias.value.set(frequencies(targets, x.rows, outputs));
	const bonds = new Parameters(outputs * outputs);
	const bondBias = new Parameters(outputs);
	const used = new Float32Array(weights.value.length);
	const order = Int32Array.from({ length: x.rows }, (_, row) => row);
	const turns = epochs * Math.ceil(x.rows / BATCH);
	const logits = new Float64Array(outputs);
	const likely = new Float64Array(outputs);
	const late = new Float64Array(outputs);
	const early = new Float64Array(outputs);
	let turn = 0;
	for (let epoch = 0; epoch < epochs; epoch++) {
		shuffle(order, random);
		const rounded = steps && epoch >= epochs / 2 ? steps : null;
		for (let first = 0; first < x.rows; first += BATCH) {
			const size = Math.min(BATCH, x.rows - first);
			const read = rounded ? roundInto(weights.value, rounded, used) : weights.value;
			for (let k = 0; k < size; k++) {
				const row = order[first + k]!;
				const share = importance[row]! / size;
				const begin = x.offset[row]!;
				const end = x.offset[row + 1]!;
				logits.set(bias.value);
				const kept = draw(end - begin, random);
				for (let j = begin; j < end; j++) {
					if (!kept[j - begin]) continue;
					const base = x.column[j]! * outputs;
					const value = x.value[j]! / (1 - LEFT_OUT);
					for (let o = 0; o < outputs; o++) logits[o]! += value * read[base + o]!;
				}
				for (let o = 0; o < outputs; o++) likely[o] = sigmoid(logits[o]!);
				for (let o = 0; o < outputs; o++) logits[o]! += bondBias.value[o]!;
				for (let p = 0; p < outputs; p++) {
					const base = p * outputs;
					for (let o = 0; o < outputs; o++) logits[o]! += likely[p]! * bonds.value[base + o]!;
				}
				for (let o = 0; o < outputs; o++) {
					const target = targets[row * outputs + o]!;
					late[o] = target < 0 ? 0 : (sigmoid(logits[o]!) - target) * share;
					early[o] = late[o]! + (target < 0 ? 0 : BEFORE_BONDS * (likely[o]! - target) * share);
					bondBias.slope[o]! += late[o]!;
				}
				for (let p = 0; p < outputs; p++) {
					const base = p * outputs;
					let back = 0;
					for (let o = 0; o < outputs; o++) {
						bonds.slope[base + o]! += likely[p]! * late[o]!;
						back += late[o]! * bonds.value[base + o]!;
					}
					early[p]! += back * likely[p]! * (1 - likely[p]!);
				}
				for (let o = 0; o < outputs; o++) bias.slope[o]! += early[o]!;
				for (let j = begin; j < end; j++) {
					if (!kept[j - begin]) continue;
					const base = x.column[j]! * outputs;
					const value = x.value[j]! / (1 - LEFT_OUT);
					for (let o = 0; o < outputs; o++) weights.slope[base + o]! += value * early[o]!;
				}
			}
			const rate = RATE * (1 - ++turn / turns);
			for (const each of [weights, bias, bonds, bondBias]) each.step(rate, turn);
		}
	}
	return {
		weights: steps ? roundInto(weights.value, steps, used) : weights.value,
		bias: bias.value,
		bonds: bonds.value,
		bondBias: bondBias.value,
	};
}

/** Numbers being learned, with the running means that Adam keeps of their slopes. */
class Parameters {
	readonly value: Float32Array;
	readonly slope: Float32Array;
	private readonly mean: Float32Array;
	private readonly square: Float32Array;

	constructor(size: number) {
		this.value = new Float32Array(size);
		this.slope = new Float32Array(size);
		this.mean = new Float32Array(size);
		this.square = new Float32Array(size);
	}

	step(rate: number, turn: number): void {
		const { value, slope, mean, square } = this;
		const first = 1 - DECAY ** turn;
		const second = Math.sqrt(1 - DECAY_SQUARES ** turn);
		for (let i = 0; i < value.length; i++) {
			const g = slope[i]!;
			slope[i] = 0;
			const m = (mean[i] = DECAY * mean[i]! + (1 - DECAY) * g);
			const s = (square[i] = DECAY_SQUARES * square[i]! + (1 - DECAY_SQUARES) * g * g);
			if (m !== 0) value[i]! -= (rate * m) / first / (Math.sqrt(s) / second + 1e-8);
		}
	}
}

/** Small weights cost more to send than they tell: a step is taken from six tenths of it. */
function roundInto(values: Float32Array, steps: Float32Array, into: Float32Array): Float32Array {
	for (let i = 0; i < values.length; i++) {
		const units = Math.floor(Math.abs(values[i]!) / steps[i]! + 0.4);
		into[i] = values[i]! < 0 ? -units * steps[i]! : units * steps[i]!;
	}
	return into;
}

let drawn = new Uint8Array(1024);

/** Which of so many signs are left in this time. */
function draw(count: number, random: () => number): Uint8Array {
	if (drawn.length < count) drawn = new Uint8Array(count * 2);
	for (let i = 0; i < count; i++) drawn[i] = random() < LEFT_OUT ? 0 : 1;
	return drawn;
}

function shuffle(order: Int32Array, random: () => number): void {
	for (let i = order.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
}

function sigmoid(logit: number): number {
	return 1 / (1 + Math.exp(-logit));
}

function frequencies(targets: Float64Array, rows: number, outputs: number): Float64Array {
	const bias = new Float64Array(outputs);
	for (let o = 0; o < outputs; o++) {
		let yes = 0.5;
		let all = 1;
		for (let i = 0; i < rows; i++) {
			const target = targets[i * outputs + o]!;
			if (target < 0) continue;
			yes += target;
			all++;
		}
		bias[o] = Math.log(yes / (all - yes + 0.5));
	}
	return bias;
}

/** Mulberry32 by Tommy Ettinger (public domain): 0 to 1, the same for the same seed. */
function mulberry(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}
