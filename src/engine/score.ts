/** From matches and their scope to what is felt, why, and how surely: good and bad kept apart, then weighed. */
import type { Constants } from './constants.ts';
import {
	CONTENT_LABELS,
	CRISIS,
	FIRST_DIFFICULTY,
	FIRST_FACTOR,
	labelOf,
	NEGATIVE,
	NEUTRAL,
	POSITIVE,
	SIGN,
	VIOLENCE,
} from './labels.ts';
import type { Matches } from './match.ts';
import type { Effect } from './effect.ts';
import type { Prepared } from './prepare.ts';
import {
	ASKED,
	FLAG_IRONY,
	LACKING,
	LASTING,
	NEGATED,
	OTHERS,
	OVER,
	PAST,
	PSEUDO,
	type Scope,
	WISHED,
} from './scope.ts';
import type { Selection } from './select.ts';
import { CAPS, ELONGATED, EXCLAMATION, SLIP, type Tokens } from './tokens.ts';
import { wider } from './wider.ts';

const SERENITY = labelOf('serenity');
const ANGER = labelOf('anger');
const SADNESS = labelOf('sadness');

/** Evidence as parallel arrays: which match says which label how strongly. */
export class Score {
	/** Sum of evidence by label, 0..1. */
	readonly byLabel = new Float64Array(CONTENT_LABELS);
	/** Good and bad, 0..1 each. */
	good = 0;
	bad = 0;
	neutral = 0;
	/** Strength of the strongest cue with its emphasis, 0..1. */
	peak = 0;
	n = 0;
	match = new Int32Array(64);
	label = new Int32Array(64);
	weight = new Float64Array(64);

	run(
		prepared: Prepared,
		tokens: Tokens,
		matches: Matches,
		selection: Selection,
		scope: Scope,
	): void {
		const { constants } = prepared;
		this.byLabel.fill(0);
		this.good = this.bad = this.neutral = this.peak = 0;
		this.n = 0;
		const { content } = selection;
		for (let k = 0; k < content.length; k++) {
			const m = content[k]!;
			const row = prepared.effect(matches.row[m]!);
			const emphasis = this.emphasis(constants, tokens, matches, m) * scope.factor[k]!;
			const first = this.n;
			this.speak(constants, row, k, scope.state[k]!, emphasis, matches, content);
			this.weigh(constants, first, scope.side[k]!);
		}
		for (let e = 0; e < this.n; e++) {
			const label = this.label[e]!;
			const w = this.weight[e]!;
			this.byLabel[label] = 1 - (1 - this.byLabel[label]!) * (1 - w);
		}
		if (scope.flags & FLAG_IRONY) {
			this.good *= constants.ironyGood;
			this.bad = Math.max(this.bad, constants.ironyBad);
			this.byLabel[ANGER] = Math.max(this.byLabel[ANGER]!, constants.ironyBad);
			for (let i = 0; i < CONTENT_LABELS; i++)
				if (SIGN[i]! > 0) this.byLabel[i]! *= constants.ironyGood;
		}
		for (const [from, to, share] of constants.implied) {
			if (this.byLabel[from]! > 0) {
				const w = this.byLabel[from]! * share;
				if (w > this.byLabel[to]!) this.byLabel[to] = w;
			}
		}
	}

	private emphasis(constants: Constants, tokens: Tokens, matches: Matches, m: number): number {
		let factor = 1;
		const end = matches.end[m]!;
		for (let i = matches.start[m]!; i < end; i++) {
			const flags = tokens.flags[i]!;
			if (flags & (CAPS | ELONGATED | SLIP)) {
				if (flags & CAPS) factor = Math.max(factor, constants.caps);
				if (flags & ELONGATED) factor = Math.max(factor, constants.elongated);
				if (flags & SLIP) factor *= constants.slip;
			}
		}
		if (tokens.punct[end - 1]! & EXCLAMATION) factor *= constants.exclamation;
		return factor;
	}

	/** What one row says under its scope. */
	private speak(
		constants: Constants,
		row: Effect,
		k: number,
		state: number,
		emphasis: number,
		matches: Matches,
		content: number[],
	): void {
		const c = constants;
		const negated = (state & NEGATED) !== 0 && (state & PSEUDO) === 0;
		const lacking = (state & LACKING) !== 0;
		const wished = (state & WISHED) !== 0;
		const over = (state & OVER) !== 0 && (state & LASTING) === 0;
		if (negated && row.negLabels.length > 0) {
			for (let i = 0; i < row.negLabels.length; i++) {
				this.add(c, k, row.negLabels[i]!, row.negWeights[i]! * emphasis, matches, content);
			}
			return;
		}
		const asked = state & ASKED ? c.askedShare : 1;
		for (let i = 0; i < row.labels.length; i++) {
			const label = row.labels[i]!;
			const w = row.weights[i]! * emphasis * asked;
			const sign = SIGN[label]!;
			const factor = label >= FIRST_FACTOR && label < FIRST_DIFFICULTY;
			const emotion = label < FIRST_FACTOR;
			if (label === CRISIS || label === VIOLENCE) {
				if (!negated) this.add(c, k, label, row.weights[i]!, matches, content);
			} else if (negated || lacking || wished) {
				if (sign > 0 && factor) {
					const share = wished || lacking ? c.wishResource : c.negatedResource;
					this.add(c, k, label - 1, w * share, matches, content);
				} else if (sign > 0) {
					this.add(
						c,
						k,
						NEGATIVE,
						w * (negated ? c.negatedPositive : c.wishNegative),
						matches,
						content,
					);
				} else if (sign < 0 && emotion && negated && !row.factorFirst) {
					this.add(c, k, SERENITY, w * c.negatedSerenity, matches, content);
					this.add(c, k, POSITIVE, w * c.negatedNegative, matches, content);
				} else if (sign < 0 && label === NEGATIVE && negated) {
					this.add(c, k, POSITIVE, w * c.negatedNegative, matches, content);
				}
			} else if (over) {
				if (sign < 0 && factor) this.add(c, k, label + 1, w * c.pastFactor, matches, content);
				else if (sign < 0 && emotion) {
					this.add(c, k, SERENITY, w * c.pastOver, matches, content);
					this.add(c, k, POSITIVE, w * c.pastOver, matches, content);
				} else if (sign > 0) {
					this.add(c, k, NEGATIVE, w * c.pastLost, matches, content);
					if (emotion) this.add(c, k, SADNESS, w * c.pastLost, matches, content);
				}
			} else if (state & OTHERS && !factor) {
				this.add(c, k, label, w * c.otherShare, matches, content);
			} else if (state & PAST && !(state & LASTING)) {
				this.add(c, k, label, w * c.pastShare, matches, content);
			} else this.add(c, k, label, w, matches, content);
		}
	}

	private add(
		constants: Constants,
		k: number,
		label: number,
		amount: number,
		matches: Matches,
		content: number[],
	): void {
		let w = Math.min(constants.maxWeight, amount);
		if (w < 0.03) return;
		const m = content[k]!;
		// the same label over the same words counts once; the same row again adds little
		for (let e = Math.max(0, this.n - 24); e < this.n; e++) {
			if (this.label[e] !== label) continue;
			const other = content[this.match[e]!]!;
			if (matches.end[other]! > matches.start[m]! && matches.end[m]! > matches.start[other]!) {
				if (this.weight[e]! >= w) return;
				this.weight[e] = 0;
			} else if (matches.row[other] === matches.row[m]) w *= constants.repeat;
		}
		if (this.n === this.match.length) this.grow();
		this.match[this.n] = k;
		this.label[this.n] = label;
		this.weight[this.n] = w;
		this.n++;
	}

	/** One match counts once in the feeling: by its strongest label on either side. */
	private weigh(constants: Constants, first: number, side: number): void {
		let good = 0;
		let bad = 0;
		for (let e = first; e < this.n; e++) {
			const label = this.label[e]!;
			const w = this.weight[e]! * constants.polarity[label]!;
			if (SIGN[label]! > 0) good = Math.max(good, w);
			else if (SIGN[label]! < 0) bad = Math.max(bad, w);
			else if (label === NEUTRAL) this.neutral = Math.max(this.neutral, w);
			this.peak = Math.max(this.peak, this.weight[e]!);
		}
		if (good) this.good = 1 - (1 - this.good) * (1 - Math.min(0.98, good * side));
		if (bad) this.bad = 1 - (1 - this.bad) * (1 - Math.min(0.98, bad * side));
	}

	private grow(): void {
		this.match = wider(this.match);
		this.label = wider(this.label);
		this.weight = wider(this.weight);
	}
}
