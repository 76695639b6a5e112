/** What negation, wish, past, contrast… do to each match: the rules are rows of scope.tsv, their effects named here. */
import { findClauses } from './clauses.ts';
import { contrast } from './contrast.ts';
import type { Matches } from './match.ts';
import type { Prepared } from './prepare.ts';
import type { ScopeRule } from './scope-rules.ts';
import type { Selection } from './select.ts';
import { AFTER_NE, QUESTION, type Tokens } from './tokens.ts';

export const NEGATED = 1;
export const WISHED = 2;
export const LACKING = 4;
export const PAST = 8;
export const OVER = 16;
export const OTHERS = 32;
export const LASTING = 64;
export const PSEUDO = 128;
export const ASKED = 256;
export const SUPPOSED = 512;
export const CONCEDED = 1024;

export const FLAG_IRONY = 1;
export const FLAG_QUESTION = 2;
export const FLAG_CONTRAST = 4;
export const FLAG_WISH = 8;
export const FLAG_PAST = 16;

/** Operators of this weight or less act only with support. */
const WEAK = 0.55;

/** Scope of the selected content, by position in `selection.content`. */
export class Scope {
	state = new Uint16Array(64);
	factor = new Float64Array(64);
	/** Multiplies the weight in the valence only. */
	side = new Float64Array(64);
	/** FLAG_… bits of the text. */
	flags = 0;
	/** Ids of the rules that touched each match; only filled where one did. */
	touched: (string[] | undefined)[] = [];
	private clause = new Int32Array(256);

	run(prepared: Prepared, tokens: Tokens, matches: Matches, selection: Selection): void {
		const { content, operators } = selection;
		this.flags = 0;
		if (this.state.length < content.length) {
			this.state = new Uint16Array(content.length * 2);
			this.factor = new Float64Array(content.length * 2);
			this.side = new Float64Array(content.length * 2);
		}
		this.state.fill(0, 0, content.length);
		this.factor.fill(1, 0, content.length);
		this.side.fill(1, 0, content.length);
		this.touched.length = 0;
		if (operators.length === 0 && !this.hasQuestion(tokens)) return;
		if (this.clause.length < tokens.n + 1) this.clause = new Int32Array(tokens.n * 2 + 1);
		findClauses(prepared, tokens, matches, operators, this.clause);
		let from = 0;
		for (const operator of operators) {
			const start = matches.start[operator]!;
			while (from < content.length && matches.end[content[from]!]! + 12 < start) from++;
			const row = prepared.effect(matches.row[operator]!);
			for (const rule of prepared.scopeBy[row.operator] ?? []) {
				this.apply(
					prepared,
					rule,
					row.operatorWeight || 0.5,
					operator,
					tokens,
					matches,
					content,
					from,
				);
			}
		}
		this.ask(tokens, matches, content);
		this.settlePast(prepared, matches, content);
	}

	/** What was bad before and is followed by something good now is over. */
	private settlePast(prepared: Prepared, matches: Matches, content: number[]): void {
		if (!(this.flags & FLAG_PAST)) return;
		let good = false;
		for (let k = content.length - 1; k >= 0; k--) {
			const { sign } = prepared.effect(matches.row[content[k]!]!);
			if (!(this.state[k]! & PAST)) good ||= sign > 0 && !(this.state[k]! & NEGATED);
			else if (sign < 0 && good) this.state[k]! |= OVER;
		}
	}

	private hasQuestion(tokens: Tokens): boolean {
		for (let i = 0; i < tokens.n; i++) if (tokens.punct[i]! & QUESTION) return true;
		return false;
	}

	private apply(
		prepared: Prepared,
		rule: ScopeRule,
		weight: number,
		operator: number,
		tokens: Tokens,
		matches: Matches,
		content: number[],
		from: number,
	): void {
		const start = matches.start[operator]!;
		const end = matches.end[operator]!;
		if (rule.effect === 'contrast') {
			this.flags |= FLAG_CONTRAST;
			contrast(prepared, this.side, start, end, tokens, matches, content, from);
			return;
		}
		if (rule.effect === 'irony') {
			this.flags |= FLAG_IRONY;
			return;
		}
		if (rule.effect === 'negate' && weight <= WEAK && !this.afterNe(tokens, start)) return;
		if (rule.effect === 'wish') this.flags |= FLAG_WISH;
		if (rule.effect === 'past') this.flags |= FLAG_PAST;
		const first = rule.after > 20 ? 0 : from;
		for (let k = first; k < content.length; k++) {
			const m = content[k]!;
			const mStart = matches.start[m]!;
			const mEnd = matches.end[m]!;
			if (mStart - end > rule.after) break;
			let near = false;
			if (mStart >= end)
				near = mStart - end < rule.after && this.joined(tokens, end - 1, mStart, rule);
			else if (mEnd <= start)
				near =
					weight > WEAK && start - mEnd < rule.before && this.joined(tokens, mEnd - 1, start, rule);
			else near = matches.mask[m] !== matches.mask[operator] || mStart !== start; // inside a gap
			if (!near || m === operator) continue;
			// an alarm is denied only by a clear negation before it
			if (
				rule.effect === 'negate' &&
				(weight <= WEAK || mStart < end) &&
				prepared.effect(matches.row[m]!).safety
			)
				continue;
			this.touch(rule, weight, k);
		}
	}

	/** French "plus" negates only after "ne": "plus calme" is more calm. */
	private afterNe(tokens: Tokens, at: number): boolean {
		for (let i = at; i >= 0 && i > at - 6 && tokens.brk[i + 1] !== 2; i--) {
			if (tokens.flags[i]! & AFTER_NE) return true;
		}
		return false;
	}

	private joined(tokens: Tokens, left: number, right: number, rule: ScopeRule): boolean {
		if (rule.bound === 'clause') return this.clause[Math.max(0, left)] === this.clause[right];
		for (let i = left + 1; i <= right; i++) if (tokens.brk[i] === 2) return false;
		return true;
	}

	private touch(rule: ScopeRule, weight: number, k: number): void {
		switch (rule.effect) {
			case 'negate':
				this.state[k]! |= NEGATED;
				break;
			case 'raise':
				this.factor[k]! *= 1 + (rule.factor - 1) * (weight * 2);
				break;
			case 'lower':
				this.factor[k]! *= rule.factor;
				break;
			case 'concede':
				this.state[k]! |= CONCEDED;
				this.side[k]! *= rule.factor;
				break;
			case 'wish':
				this.state[k]! |= WISHED;
				break;
			case 'lack':
				this.state[k]! |= LACKING;
				break;
			case 'past':
				this.state[k]! |= PAST;
				break;
			case 'lasting':
				this.state[k]! |= LASTING;
				break;
			case 'over':
				this.state[k]! |= OVER;
				break;
			case 'other':
				this.state[k]! |= OTHERS;
				break;
			case 'pseudo':
				this.state[k]! |= PSEUDO;
				break;
			case 'conditional':
			case 'reported':
				this.state[k]! |= SUPPOSED;
				this.factor[k]! *= rule.factor;
				break;
			default:
				return;
		}
		(this.touched[k] ??= []).push(rule.id);
	}

	private ask(tokens: Tokens, matches: Matches, content: number[]): void {
		let close = -1;
		for (let i = tokens.n - 1; i >= 0; i--) {
			if (tokens.punct[i]! & QUESTION) {
				close = i;
				this.flags |= FLAG_QUESTION;
			} else if (i + 1 < tokens.n && tokens.brk[i + 1] === 2) close = -1;
			if (close < 0) continue;
			for (let k = 0; k < content.length && k < 64; k++) {
				if (matches.start[content[k]!] === i) this.state[k]! |= ASKED;
			}
		}
	}
}
