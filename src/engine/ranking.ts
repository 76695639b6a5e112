/** Answers by their strength, the strongest first; of equals, the one that came first. */
import { EMOTIONS, FACTORS, FAMILIES } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';

export class Ranking {
	n = 0;
	/** Number in EMOTIONS or FACTORS. */
	readonly id = new Uint8Array(EMOTIONS.length + FACTORS.length);
	readonly weight = new Float64Array(EMOTIONS.length + FACTORS.length);

	add(id: number, weight: number): void {
		let at = this.n++;
		for (; at > 0 && this.weight[at - 1]! < weight; at--) {
			this.id[at] = this.id[at - 1]!;
			this.weight[at] = this.weight[at - 1]!;
		}
		this.id[at] = id;
		this.weight[at] = weight;
	}

	/** The first one, and further ones up to `most` in all that weigh `least`; the ranking is empty then. */
	emotions(most: number, least: number): Reading['emotions'] {
		const found: Reading['emotions'] = [];
		for (let k = 0; k < this.kept(most, least); k++) {
			found.push({ emotion: EMOTIONS[this.id[k]!]!, weight: round(this.weight[k]!) });
		}
		this.n = 0;
		return found;
	}

	factors(most: number, least: number): Reading['factors'] {
		const found: Reading['factors'] = [];
		for (let k = 0; k < this.kept(most, least); k++) {
			const id = this.id[k]!;
			const pole = id & 1 ? '+' : '-';
			found.push({ factor: FAMILIES[id >> 1]!, pole, weight: round(this.weight[k]!) });
		}
		this.n = 0;
		return found;
	}

	private kept(most: number, least: number): number {
		let kept = Math.min(1, this.n);
		while (kept < this.n && kept < most && this.weight[kept]! >= least) kept++;
		return kept;
	}
}

/** One for all: a reading is done before the next begins. */
export const ranking = new Ranking();

export function round(weight: number): number {
	return Math.round(weight * 1000) / 1000;
}
