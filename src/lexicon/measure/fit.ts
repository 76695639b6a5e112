/**
 * Logistic regression of many outputs at once over sparse signs, by accelerated proximal gradient (Beck & Teboulle, "A fast
 * iterative shrinkage-thresholding algorithm", 2009): small weights become none, so that the table stays short.
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
	weights: Float64Array;
	bias: Float64Array;
};

export type FitOptions = {
	outputs: number;
	/** Target of row i and output o, 0 or 1, at `i * outputs + o`; negative where the row does not say. */
	targets: Float64Array;
	/** How much each row counts. */
	importance: Float64Array;
	/** Penalty on the size of weights, by column. */
	l1: Float64Array;
	l2: number;
	steps: number;
	/** Weights that may be other than 0, as in `Fit.weights`; all where absent. */
	support?: Uint8Array;
};

/** Deterministic: starts from no weights and the outputs' own frequency. */
export function fit(x: SparseRows, options: FitOptions): Fit {
	const { outputs, targets, importance, l1, l2, support } = options;
	const size = x.columns * outputs;
	const weights = new Float64Array(size);
	const bias = frequencies(targets, x.rows, outputs);
	const ahead = weights.slice();
	const biasAhead = bias.slice();
	const gradient = new Float64Array(size);
	const biasGradient = new Float64Array(outputs);
	const curve = 0.25 * steepest(x) + l2;
	const errors = new Float64Array(outputs);
	let momentum = 1;
	for (let step = 0; step < options.steps; step++) {
		gradient.fill(0);
		biasGradient.fill(0);
		for (let i = 0; i < x.rows; i++) {
			errors.set(biasAhead);
			const share = importance[i]! / x.rows;
			for (let k = x.offset[i]!; k < x.offset[i + 1]!; k++) {
				const base = x.column[k]! * outputs;
				const value = x.value[k]!;
				for (let o = 0; o < outputs; o++) errors[o]! += value * ahead[base + o]!;
			}
			for (let o = 0; o < outputs; o++) {
				const target = targets[i * outputs + o]!;
				errors[o] = target < 0 ? 0 : (1 / (1 + Math.exp(-errors[o]!)) - target) * share;
				biasGradient[o]! += errors[o]!;
			}
			for (let k = x.offset[i]!; k < x.offset[i + 1]!; k++) {
				const base = x.column[k]! * outputs;
				const value = x.value[k]!;
				for (let o = 0; o < outputs; o++) gradient[base + o]! += value * errors[o]!;
			}
		}
		const next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
		const carry = (momentum - 1) / next;
		momentum = next;
		for (let c = 0; c < x.columns; c++) {
			const shrink = l1[c]! / curve;
			for (let k = c * outputs; k < (c + 1) * outputs; k++) {
				if (support && !support[k]) continue;
				const moved = ahead[k]! - (gradient[k]! + l2 * ahead[k]!) / curve;
				const now = moved > shrink ? moved - shrink : moved < -shrink ? moved + shrink : 0;
				ahead[k] = now + carry * (now - weights[k]!);
				weights[k] = now;
			}
		}
		for (let o = 0; o < outputs; o++) {
			const now = biasAhead[o]! - biasGradient[o]!;
			biasAhead[o] = now + carry * (now - bias[o]!);
			bias[o] = now;
		}
	}
	return { weights, bias };
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

/** Largest eigenvalue of the rows' mean square, by power iteration: how fast the loss can bend. */
function steepest(x: SparseRows): number {
	let vector: Float64Array = new Float64Array(x.columns).fill(1 / Math.sqrt(x.columns));
	let size = 1;
	for (let turn = 0; turn < 30; turn++) {
		const next = new Float64Array(x.columns);
		for (let i = 0; i < x.rows; i++) {
			let sum = 0;
			for (let k = x.offset[i]!; k < x.offset[i + 1]!; k++) sum += x.value[k]! * vector[x.column[k]!]!;
			for (let k = x.offset[i]!; k < x.offset[i + 1]!; k++) next[x.column[k]!]! += x.value[k]! * sum;
		}
		size = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
		if (size === 0) return 1;
		vector = next.map((value) => value / size);
	}
	return size / x.rows;
}
