/** Walks a pattern from its anchor to its beginning, then to its end, along every way that the tokens allow. */
import { Matches } from './matches.ts';
import { AT, CHOICE, type Needs, PART, WAY } from './needs.ts';
import type { Patterns } from './patterns.ts';
import type { Arcs } from './slots.ts';
import { FIRST_SYMBOL } from './symbols.ts';
import { SENTENCE, type Tokens } from './tokens.ts';

/** Rows recorded from one token on, tokens that one match may span, and steps taken at one place: they bound the time on repetitive texts. */
const MAX_MATCHES_PER_TOKEN = 24;
const MAX_SPAN = 30;
const MAX_STEPS = 600;

export class Walk {
	readonly matches = new Matches();
	private readonly patterns: Patterns;
	private readonly needs: Needs;
	private readonly arcs: Arcs;
	private readonly rows: Int32Array;
	/** Those of the text, to be set before it is walked. */
	tokens!: Tokens;
	syms!: Int32Array;
	private steps = 0;
	/** The way in hand, the place of its anchor (offset in `needs.places`), its first token and the one after. */
	private way = 0;
	private place = 0;
	private anchorStart = 0;
	private anchorEnd = 0;
	/** Where the match in hand starts. */
	private start = 0;
	/** Tokens used before the anchor, the latest first: pairs of first token and length. */
	private readonly behind = new Int32Array(128);

	constructor(patterns: Patterns, rows: Int32Array, needs: Needs, arcs: Arcs) {
		this.patterns = patterns;
		this.rows = rows;
		this.needs = needs;
		this.arcs = arcs;
	}

	/** A way of one symbol, which the tokens from `start` to `end` are. */
	whole(way: number, start: number, end: number): void {
		if (this.patterns.caret[way] && this.tokens.brk[start] !== SENTENCE) return;
		this.way = way;
		this.start = start;
		this.record(end, (1 << (end - start)) - 1);
	}

	/** Records every match that has the tokens from `start` to `end` at a place, given by its offset in `needs.places`. */
	run(place: number, start: number, end: number): void {
		const { places } = this.needs;
		const { elements, parts } = this.patterns;
		const way = (this.way = places[place + WAY]!);
		const part = places[place + PART]!;
		const choice = places[place + CHOICE]!;
		const at = places[place + AT]!;
		this.place = place;
		this.anchorStart = start;
		this.anchorEnd = end;
		this.steps = 0;
		if (part === parts[way] && at === elements[choice]) {
			this.steps = 1;
			this.begin(start, 0);
		} else this.back(at - 1, part, choice, start, 0, 0);
	}

	/**
	 * Goes from the anchor to the beginning: elements of `choice` from `at` down are still to be found before token `t`, then the parts
	 * before `part`. `length` tokens from `t` on were just found, `depth` counts the numbers in `behind` without them.
	 */
	private back(
		at: number,
		part: number,
		choice: number,
		t: number,
		length: number,
		depth: number,
	): void {
		if (length > 0) {
			if (depth + 2 > this.behind.length) return;
			this.behind[depth++] = t;
			this.behind[depth++] = length;
		}
		if (++this.steps > MAX_STEPS) return;
		const { patterns, tokens } = this;
		const { elements, element, choices } = patterns;
		if (at >= elements[choice]!) {
			const symbol = element[at]!;
			if (symbol < FIRST_SYMBOL) {
				for (let skip = 0; skip <= symbol; skip++) {
					if (skip > 0 && (t - skip < 0 || tokens.brk[t - skip + 1] === 2)) return;
					this.back(at - 1, part, choice, t - skip, 0, depth);
				}
				return;
			}
			// what was found starts a sentence: nothing of the pattern can stand before it
			if (t === 0 || tokens.brk[t] === 2 || this.anchorStart - t >= MAX_SPAN) return;
			if (tokens.has(t - 1, symbol, this.syms)) this.back(at - 1, part, choice, t - 1, 1, depth);
			const { arcs } = this;
			for (let arc = arcs.tail[t]!; arc; arc = arcs.nextTail[arc]!) {
				if (arcs.sym[arc] === symbol)
					this.back(at - 1, part, choice, t - arcs.len[arc]!, arcs.len[arc]!, depth);
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
				this.back(-1, before, choices[before]!, t - skip, 0, depth);
			}
			return;
		}
		if (patterns.optional[before]) this.back(-1, before, choices[before]!, t, 0, depth);
		if (t === 0 || tokens.brk[t] === 2 || this.anchorStart - t >= MAX_SPAN) return;
		const off = tokens.symOff[t - 1]!;
		const last = off + tokens.symLen[t - 1]!;
		const { arcs, needs, syms } = this;
		const filter = needs.ends(before);
		for (let k = off; k < last; k++) {
			const symbol = syms[k]!;
			if (needs.passes(filter, symbol)) this.enterBack(symbol, before, t, 1, depth);
		}
		for (let arc = arcs.tail[t]!; arc; arc = arcs.nextTail[arc]!) {
			const symbol = arcs.sym[arc]!;
			if (needs.passes(filter, symbol)) this.enterBack(symbol, before, t, arcs.len[arc]!, depth);
		}
	}

	/** Takes the choices of `part` that end with `symbol`, found just before token `t`. */
	private enterBack(symbol: number, part: number, t: number, length: number, depth: number): void {
		const { choices, elements, element } = this.patterns;
		for (let choice = choices[part]!; choice < choices[part + 1]!; choice++) {
			const at = elements[choice + 1]! - 1;
			if (element[at] === symbol) this.back(at - 1, part, choice, t - length, length, depth);
		}
	}

	/** All that stands before the anchor has been found, from token `start` on. */
	private begin(start: number, depth: number): void {
		const { patterns, tokens, behind } = this;
		if (patterns.caret[this.way] && tokens.brk[start] !== 2) return;
		this.start = start;
		let used = bits(this.anchorStart - start, this.anchorEnd - this.anchorStart);
		for (let k = 0; k < depth; k += 2) used |= bits(behind[k]! - start, behind[k + 1]!);
		const { places } = this.needs;
		const at = this.place;
		this.ahead(
			places[at + AT]! + 1,
			places[at + PART]!,
			places[at + CHOICE]!,
			this.anchorEnd,
			used,
		);
	}

	/** Goes on to the end: elements of `choice` from `at` on are to be found from token `t` on, then the parts after `part`. */
	private ahead(at: number, part: number, choice: number, t: number, used: number): void {
		const { arcs, patterns, syms, tokens } = this;
		const { elements, element, choices } = patterns;
		for (;;) {
			if (++this.steps > MAX_STEPS) return;
			if (at >= elements[choice + 1]!) break;
			const symbol = element[at]!;
			if (symbol < FIRST_SYMBOL) {
				for (let skip = 0; skip <= symbol; skip++) {
					if (skip > 0 && tokens.opensSentence(t + skip - 1)) return;
					this.ahead(at + 1, part, choice, t + skip, used);
				}
				return;
			}
			if (tokens.opensSentence(t) || t - this.start > MAX_SPAN) return;
			const found = tokens.has(t, symbol, syms);
			let arc = arcs.head[t]!;
			if (arc === 0) {
				if (!found) return;
				used |= 1 << (t - this.start);
				at++;
				t++;
				continue;
			}
			if (found) this.ahead(at + 1, part, choice, t + 1, used | (1 << (t - this.start)));
			for (; arc; arc = arcs.next[arc]!) {
				if (arcs.sym[arc] !== symbol) continue;
				const length = arcs.len[arc]!;
				this.ahead(at + 1, part, choice, t + length, used | bits(t - this.start, length));
			}
			return;
		}
		const next = part + 1;
		if (next >= patterns.parts[this.way + 1]!) {
			this.record(t, used);
			return;
		}
		const past = choices[next + 1]! - 1;
		const gap = patterns.gap[next]!;
		if (gap) {
			for (let skip = 0; skip <= gap; skip++) {
				if (skip > 0 && tokens.opensSentence(t + skip - 1)) return;
				this.ahead(elements[past + 1]!, next, past, t + skip, used);
			}
			return;
		}
		if (patterns.optional[next]) this.ahead(elements[past + 1]!, next, past, t, used);
		if (tokens.opensSentence(t) || t - this.start > MAX_SPAN) return;
		const { needs } = this;
		const filter = needs.beginnings(next);
		const off = tokens.symOff[t]!;
		const last = off + tokens.symLen[t]!;
		for (let k = off; k < last; k++) {
			const symbol = syms[k]!;
			if (needs.passes(filter, symbol)) this.goOn(symbol, next, t, 1, used);
		}
		for (let arc = arcs.head[t]!; arc; arc = arcs.next[arc]!) {
			const symbol = arcs.sym[arc]!;
			if (needs.passes(filter, symbol)) this.goOn(symbol, next, t, arcs.len[arc]!, used);
		}
	}

	/** Takes the choices of `part` that begin with `symbol`, found at token `t`. */
	private goOn(symbol: number, part: number, t: number, length: number, used: number): void {
		const { choices, elements, element } = this.patterns;
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
		const { way } = this;
		if (this.patterns.dollar[way] && !this.tokens.opensSentence(end)) return;
		this.matches.add(this.rows[way]!, this.start, end, used, MAX_MATCHES_PER_TOKEN);
	}
}

function bits(from: number, length: number): number {
	return ((1 << length) - 1) << from;
}
