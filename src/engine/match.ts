/** Finds every row that fires, with the tokens it used: each pattern is tried only where its rarest part stands. */
import { Matches } from './matches.ts';
import { Lasts } from './lasts.ts';
import { AFTER, AROUND, BEFORE, FILTER_AFTER, FILTER_BEFORE, NEED, Needs, WHOLE } from './needs.ts';
import { Outlook } from './outlook.ts';
import type { Patterns } from './patterns.ts';
import type { Prepared } from './prepare.ts';
import { Arcs } from './slots.ts';
import { FIRST_SYMBOL } from './symbols.ts';
import type { Tokens } from './tokens.ts';

export { Matches } from './matches.ts';

/** Rows recorded from one token on, tokens that one match may span, and steps taken at one place: they bound the time on repetitive texts. */
const MAX_MATCHES_PER_TOKEN = 24;
const MAX_SPAN = 30;
const MAX_STEPS = 600;

export class Matcher {
	readonly arcs = new Arcs();
	readonly matches = new Matches();
	private readonly patterns: Patterns;
	private readonly needs: Needs;
	private readonly outlook = new Outlook();
	private readonly lasts: Lasts;
	private readonly rows: Int32Array;
	private readonly vocabulary: { syms: Int32Array };
	private tokens!: Tokens;
	private syms!: Int32Array;
	private steps = 0;
	/** The way in hand, its last part plus one, and where its anchor stands: place of the element, first token and the one after. */
	private way = 0;
	private lastPart = 0;
	private anchorAt = 0;
	private anchorPart = 0;
	private anchorChoice = 0;
	private anchorStart = 0;
	private anchorEnd = 0;
	/** Where the match in hand starts, and the tokens it used, as bits from there. */
	private start = 0;
	/** Tokens used before the anchor, the latest first: pairs of first token and length. */
	private readonly behind = new Int32Array(128);

	constructor(prepared: Prepared) {
		this.patterns = prepared.patterns;
		this.needs = new Needs(prepared.patterns);
		this.lasts = new Lasts(prepared.patterns);
		this.rows = prepared.rowOfWay;
		this.vocabulary = prepared.vocabulary;
	}

	/** Fills `matches`, in order of start, end and row; `arcs` must have been found for the same tokens. */
	run(tokens: Tokens): void {
		const { arcs } = this;
		const { places } = this.patterns;
		const n = tokens.n;
		this.tokens = tokens;
		const syms = (this.syms = this.vocabulary.syms);
		this.matches.reset(n);
		this.outlook.run(tokens, syms, arcs);
		const { symOff, symLen } = tokens;
		for (let i = 0; i < n; i++) {
			const off = symOff[i]!;
			const last = off + symLen[i]!;
			for (let k = off; k < last; k++) {
				const sym = syms[k]!;
				const end = places[sym + 1]!;
				for (let place = places[sym]!; place < end; place++) this.attempt(place, i, 1);
			}
			for (let arc = arcs.head[i]!; arc; arc = arcs.next[arc]!) {
				const sym = arcs.sym[arc]!;
				const end = places[sym + 1]!;
				for (let place = places[sym]!; place < end; place++) this.attempt(place, i, arcs.len[arc]!);
			}
		}
		this.matches.sort();
	}

	/** Token `i` and `length` tokens in all are what stands at `place` of some pattern: is the rest around? */
	private attempt(place: number, i: number, length: number): void {
		const { needs, outlook, patterns } = this;
		const state = needs.state[place]! || needs.find(place);
		if (state & WHOLE) {
			this.way = patterns.placeWay[place]!;
			this.start = i;
			if (!patterns.caret[this.way] || this.tokens.brk[i] === 2) {
				this.record(i + length, (1 << length) - 1);
			}
			return;
		}
		const { masks } = needs;
		const need = NEED * place;
		if (state & AROUND) {
			const { around } = outlook;
			if (((masks[need + 4]! & around[2 * i]!) | (masks[need + 5]! & around[2 * i + 1]!)) === 0) {
				return;
			}
		}
		if (state & AFTER && !this.isAfter(need, place, i + length)) return;
		if (state & BEFORE && !this.isBefore(need, place, i)) return;
		const way = (this.way = patterns.placeWay[place]!);
		this.anchorPart = patterns.placePart[place]!;
		this.anchorChoice = patterns.placeChoice[place]!;
		this.anchorAt = patterns.placeAt[place]!;
		this.anchorStart = i;
		this.anchorEnd = i + length;
		this.lastPart = patterns.parts[way + 1]!;
		this.steps = 0;
		this.back(this.anchorAt - 1, this.anchorPart, this.anchorChoice, i, 0);
	}

	/** Does what must follow `place` begin at token `from`, or as far on as its gap reaches? */
	private isAfter(need: number, place: number, from: number): boolean {
		const { arcs, needs, syms, tokens } = this;
		const { after } = this.outlook;
		const low = needs.masks[need]!;
		const high = needs.masks[need + 1]!;
		const filter = needs.masks[need + FILTER_AFTER]!;
		const last = Math.min(from + needs.reachAfter[place]!, tokens.n - 1);
		for (let t = from; t <= last; t++) {
			if (((low & after[2 * t]!) | (high & after[2 * t + 1]!)) === 0) {
				if (tokens.brk[t] === 2) return false;
				continue;
			}
			const off = tokens.symOff[t]!;
			for (let k = off + tokens.symLen[t]! - 1; k >= off; k--) {
				if (needs.passes(filter, syms[k]!)) return true;
			}
			for (let arc = arcs.head[t]!; arc; arc = arcs.next[arc]!) {
				if (needs.passes(filter, arcs.sym[arc]!)) return true;
			}
		}
		return false;
	}

	/** Does what must come before `place` end just before token `from`, or as far back as its gap reaches? */
	private isBefore(need: number, place: number, from: number): boolean {
		const { arcs, needs, syms, tokens } = this;
		const { before } = this.outlook;
		const low = needs.masks[need + 2]!;
		const high = needs.masks[need + 3]!;
		const filter = needs.masks[need + FILTER_BEFORE]!;
		const last = Math.max(from - needs.reachBefore[place]!, 1);
		for (let t = from; t >= last; t--) {
			if (tokens.brk[t] === 2) return false;
			if (((low & before[2 * t]!) | (high & before[2 * t + 1]!)) === 0) continue;
			const off = tokens.symOff[t - 1]!;
			for (let k = off + tokens.symLen[t - 1]! - 1; k >= off; k--) {
				if (needs.passes(filter, syms[k]!)) return true;
			}
			for (let arc = arcs.tail[t]!; arc; arc = arcs.nextTail[arc]!) {
				if (needs.passes(filter, arcs.sym[arc]!)) return true;
			}
		}
		return false;
	}

	/**
	 * Goes from the anchor to the beginning: elements of `choice` from `at` down are still to be found before token `t`, then the parts
	 * before `part`. `depth` counts the numbers in `behind`.
	 */
	private back(at: number, part: number, choice: number, t: number, depth: number): void {
		if (++this.steps > MAX_STEPS) return;
		const { patterns, tokens } = this;
		const { elements, element, choices } = patterns;
		if (at >= elements[choice]!) {
			const symbol = element[at]!;
			if (symbol < FIRST_SYMBOL) {
				for (let skip = 0; skip <= symbol; skip++) {
					if (skip > 0 && (t - skip < 0 || tokens.brk[t - skip + 1] === 2)) return;
					this.back(at - 1, part, choice, t - skip, depth);
				}
				return;
			}
			// what was found starts a sentence: nothing of the pattern can stand before it
			if (t === 0 || tokens.brk[t] === 2 || this.anchorStart - t >= MAX_SPAN) return;
			if (this.hasSymbol(t - 1, symbol)) this.stepBack(at - 1, part, choice, t - 1, 1, depth);
			const { arcs } = this;
			for (let arc = arcs.tail[t]!; arc; arc = arcs.nextTail[arc]!) {
				if (arcs.sym[arc] === symbol)
					this.stepBack(at - 1, part, choice, t - arcs.len[arc]!, arcs.len[arc]!, depth);
			}
			return;
		}
		const before = part - 1;
		if (before < patterns.parts[this.way]!) {
			this.begin(t, depth);
			return;
		}
		const gap = patterns.gap[before]!;
		if (gap) {
			for (let skip = 0; skip <= gap; skip++) {
				if (skip > 0 && (t - skip < 0 || tokens.brk[t - skip + 1] === 2)) return;
				this.back(-1, before, choices[before]!, t - skip, depth);
			}
			return;
		}
		if (patterns.optional[before]) this.back(-1, before, choices[before]!, t, depth);
		if (t === 0 || tokens.brk[t] === 2 || this.anchorStart - t >= MAX_SPAN) return;
		const off = tokens.symOff[t - 1]!;
		const last = off + tokens.symLen[t - 1]!;
		for (let k = off; k < last; k++) this.enterBack(this.syms[k]!, before, t, 1, depth);
		const { arcs } = this;
		for (let arc = arcs.tail[t]!; arc; arc = arcs.nextTail[arc]!) {
			this.enterBack(arcs.sym[arc]!, before, t, arcs.len[arc]!, depth);
		}
	}

	private stepBack(
		at: number,
		part: number,
		choice: number,
		t: number,
		length: number,
		depth: number,
	): void {
		if (depth + 2 > this.behind.length) return;
		this.behind[depth] = t;
		this.behind[depth + 1] = length;
		this.back(at, part, choice, t, depth + 2);
	}

	/** Takes the choices of `part` that end with `symbol`, found just before token `t`. */
	private enterBack(symbol: number, part: number, t: number, length: number, depth: number): void {
		const { lasts } = this;
		const { elements } = this.patterns;
		for (let at = lasts.find(part, symbol); lasts.symbol[at] === symbol; at++) {
			const choice = lasts.choice[at]!;
			this.stepBack(elements[choice + 1]! - 2, part, choice, t - length, length, depth);
		}
	}

	private hasSymbol(t: number, symbol: number): boolean {
		const { syms, tokens } = this;
		const off = tokens.symOff[t]!;
		for (let k = off + tokens.symLen[t]! - 1; k >= off; k--) if (syms[k] === symbol) return true;
		return false;
	}

	/** All that stands before the anchor has been found, from token `start` on. */
	private begin(start: number, depth: number): void {
		const { patterns, tokens, behind } = this;
		if (patterns.caret[this.way] && tokens.brk[start] !== 2) return;
		this.start = start;
		let used = bits(this.anchorStart - start, this.anchorEnd - this.anchorStart);
		for (let k = 0; k < depth; k += 2) used |= bits(behind[k]! - start, behind[k + 1]!);
		this.ahead(this.anchorAt + 1, this.anchorPart, this.anchorChoice, this.anchorEnd, used);
	}

	/** Goes on to the end: elements of `choice` from `at` on are to be found from token `t` on, then the parts after `part`. */
	private ahead(at: number, part: number, choice: number, t: number, used: number): void {
		if (++this.steps > MAX_STEPS) return;
		const { patterns, tokens } = this;
		const { elements, element, choices } = patterns;
		if (at < elements[choice + 1]!) {
			const symbol = element[at]!;
			if (symbol < FIRST_SYMBOL) {
				for (let skip = 0; skip <= symbol; skip++) {
					if (skip > 0 && tokens.opensSentence(t + skip - 1)) return;
					this.ahead(at + 1, part, choice, t + skip, used);
				}
				return;
			}
			if (tokens.opensSentence(t) || t - this.start > MAX_SPAN) return;
			if (this.hasSymbol(t, symbol)) {
				this.ahead(at + 1, part, choice, t + 1, used | (1 << (t - this.start)));
			}
			const { arcs } = this;
			for (let arc = arcs.head[t]!; arc; arc = arcs.next[arc]!) {
				if (arcs.sym[arc] !== symbol) continue;
				const length = arcs.len[arc]!;
				this.ahead(at + 1, part, choice, t + length, used | bits(t - this.start, length));
			}
			return;
		}
		const next = part + 1;
		if (next >= this.lastPart) {
			this.record(t, used);
			return;
		}
		const gap = patterns.gap[next]!;
		if (gap) {
			const past = choices[next + 1]! - 1;
			for (let skip = 0; skip <= gap; skip++) {
				if (skip > 0 && tokens.opensSentence(t + skip - 1)) return;
				this.ahead(elements[past + 1]!, next, past, t + skip, used);
			}
			return;
		}
		if (patterns.optional[next]) {
			const past = choices[next + 1]! - 1;
			this.ahead(elements[past + 1]!, next, past, t, used);
		}
		if (tokens.opensSentence(t)) return;
		const off = tokens.symOff[t]!;
		const last = off + tokens.symLen[t]!;
		for (let k = off; k < last; k++) this.enter(this.syms[k]!, next, t, 1, used);
		const { arcs } = this;
		for (let arc = arcs.head[t]!; arc; arc = arcs.next[arc]!) {
			this.enter(arcs.sym[arc]!, next, t, arcs.len[arc]!, used);
		}
	}

	/** Takes the choices of `part` that begin with `symbol`, found at token `t`. */
	private enter(symbol: number, part: number, t: number, length: number, used: number): void {
		const { choices, elements, element } = this.patterns;
		if (!this.needs.mayBegin(part, symbol) || t - this.start > MAX_SPAN) return;
		let low = choices[part]!;
		const end = choices[part + 1]!;
		let high = end;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (element[elements[middle]!]! < symbol) low = middle + 1;
			else high = middle;
		}
		for (; low < end && element[elements[low]!] === symbol; low++) {
			this.ahead(elements[low]! + 1, part, low, t + length, used | bits(t - this.start, length));
		}
	}

	private record(end: number, used: number): void {
		const { matches, way } = this;
		if (this.patterns.dollar[way] && !this.tokens.opensSentence(end)) return;
		matches.add(this.rows[way]!, this.start, end, used, MAX_MATCHES_PER_TOKEN);
	}
}

function bits(from: number, length: number): number {
	return ((1 << length) - 1) << from;
}
