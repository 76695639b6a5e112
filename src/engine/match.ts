/** Finds every row that fires, with the tokens it used: each pattern is tried only where its rarest part stands. */
import type { Matches } from './matches.ts';
import {
	AFTER,
	AFTER_FILTER,
	AFTER_REACH,
	AFTER_SET,
	AROUND,
	AROUND_SET,
	BEFORE,
	BEFORE_FILTER,
	BEFORE_REACH,
	BEFORE_SET,
	Needs,
	PLACE,
	WAY,
	WHOLE,
} from './needs.ts';
import { Outlook } from './outlook.ts';
import type { Patterns } from './patterns.ts';
import type { Prepared } from './prepare.ts';
import { Arcs } from './slots.ts';
import { LIST, PLACES, SPANS, type SymbolLists } from './symbol-lists.ts';
import type { Tokens } from './tokens.ts';
import { Walk } from './walk.ts';

export { Matches } from './matches.ts';

export class Matcher {
	readonly arcs = new Arcs();
	readonly matches: Matches;
	private readonly patterns: Patterns;
	private readonly needs: Needs;
	private readonly outlook = new Outlook();
	private readonly walk: Walk;
	private readonly lists: SymbolLists;
	private tokens!: Tokens;
	private syms!: Int32Array;

	constructor(prepared: Prepared) {
		this.patterns = prepared.patterns;
		this.needs = new Needs(prepared.patterns);
		this.walk = new Walk(prepared.patterns, prepared.rowOfWay, this.needs, this.arcs);
		this.matches = this.walk.matches;
		this.lists = prepared.vocabulary.lists;
	}

	/** Fills `matches`, in order of start, end and row; `arcs` must have been found for the same tokens. */
	run(tokens: Tokens): void {
		const { arcs, patterns } = this;
		const { places } = patterns;
		const { n } = tokens;
		const { leads, records } = this.lists;
		const syms = (this.syms = this.lists.syms);
		this.tokens = tokens;
		this.matches.reset(n);
		this.walk.tokens = tokens;
		this.walk.syms = syms;
		this.outlook.run(tokens, records, arcs);
		for (let i = 0; i < n; i++) {
			const list = LIST * tokens.list[i]!;
			const last = records[list + SPANS]!;
			for (let k = records[list + PLACES]!; k < last; k++) this.attempt(leads[k]!, i, 1);
			for (let arc = arcs.head[i]!; arc; arc = arcs.next[arc]!) {
				const sym = arcs.sym[arc]!;
				const end = places[sym + 1]!;
				for (let place = places[sym]!; place < end; place++) this.attempt(place, i, arcs.len[arc]!);
			}
		}
		this.matches.sort();
	}

	/** Token `i` and `length` tokens in all are what stands at place `number` of some pattern: is the rest around? */
	private attempt(number: number, i: number, length: number): void {
		const { needs } = this;
		const { places } = needs;
		const place = PLACE * number;
		const state = places[place]! || needs.find(number);
		if (state & WHOLE) {
			this.walk.whole(places[place + WAY]!, i, i + length);
			return;
		}
		if (state & AROUND) {
			const { around } = this.outlook;
			const low = places[place + AROUND_SET]! & around[2 * i]!;
			if ((low | (places[place + AROUND_SET + 1]! & around[2 * i + 1]!)) === 0) return;
		}
		if (state & AFTER && !this.isAfter(place, i + length)) return;
		if (state & BEFORE && !this.isBefore(place, i)) return;
		this.walk.run(place, i, i + length);
	}

	/** Does what must follow `place` begin at token `from`, or as far on as its gap reaches? */
	private isAfter(place: number, from: number): boolean {
		const { arcs, needs, syms, tokens } = this;
		const { places } = needs;
		const { after } = this.outlook;
		const low = places[place + AFTER_SET]!;
		const high = places[place + AFTER_SET + 1]!;
		const filter = places[place + AFTER_FILTER]!;
		const last = Math.min(from + places[place + AFTER_REACH]!, tokens.n - 1);
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
	private isBefore(place: number, from: number): boolean {
		const { arcs, needs, syms, tokens } = this;
		const { places } = needs;
		const { before } = this.outlook;
		const low = places[place + BEFORE_SET]!;
		const high = places[place + BEFORE_SET + 1]!;
		const filter = places[place + BEFORE_FILTER]!;
		const last = Math.max(from - places[place + BEFORE_REACH]!, 1);
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
}
