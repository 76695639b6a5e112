/** Finds what spans several tokens as one element of a pattern: slots and class members of several words. */
import type { Prepared } from './prepare.ts';
import {
	ADJECTIVE,
	CLOCK,
	DETERMINER,
	HALF_DAY,
	HOUR,
	NUM_WORD,
	PERSON_WORD,
	PRONOUN,
	UNIT,
	VAGUE,
} from './slot-words.ts';
import { LIST, ROWS, SPANS } from './symbol-lists.ts';
import { NUMBER, type Tokens } from './tokens.ts';
import { wider } from './wider.ts';

/** Words that a member of a class may have. */
const LONGEST_SPAN = 8;

/** Arcs by token: linked lists of (symbol, length in tokens), from where they start and from where they end. */
export class Arcs {
	head = new Int32Array(256);
	next = new Int32Array(512);
	/** By the token after their last. */
	tail = new Int32Array(257);
	nextTail = new Int32Array(512);
	sym = new Int32Array(512);
	len = new Uint8Array(512);
	size = 0;

	reset(n: number): void {
		if (this.head.length < n) {
			this.head = new Int32Array(n * 2);
			this.tail = new Int32Array(n * 2 + 1);
		} else {
			this.head.fill(0, 0, n);
			this.tail.fill(0, 0, n + 1);
		}
		this.size = 0;
	}

	/** Adds an arc at token `at`, once; lists are 1-based so that 0 ends them. */
	add(at: number, sym: number, len: number): void {
		for (let arc = this.head[at]!; arc; arc = this.next[arc]!) {
			if (this.sym[arc] === sym && this.len[arc] === len) return;
		}
		if (this.size + 2 > this.next.length) {
			this.next = wider(this.next);
			this.nextTail = wider(this.nextTail);
			this.sym = wider(this.sym);
			this.len = wider(this.len);
		}
		const arc = ++this.size;
		this.sym[arc] = sym;
		this.len[arc] = len;
		this.next[arc] = this.head[at]!;
		this.head[at] = arc;
		this.nextTail[arc] = this.tail[at + len]!;
		this.tail[at + len] = arc;
	}
}

/** Fills `arcs` for `tokens`: members of classes, then slots from the last token back, so that longer ones can build on shorter ones. */
export function findArcs(prepared: Prepared, tokens: Tokens, text: string, arcs: Arcs): void {
	arcs.reset(tokens.n);
	const { slots, vocabulary } = prepared;
	const { leads, records } = vocabulary.lists;
	for (let i = 0; i < tokens.n; i++) {
		const list = LIST * tokens.list[i]!;
		const end = records[list + ROWS]!;
		for (let k = records[list + SPANS]!; k < end; k++) {
			matchSpan(prepared, tokens, arcs, leads[k]!, i);
		}
	}
	for (let i = tokens.n - 1; i >= 0; i--) {
		const bits = bitsAt(prepared, tokens, i);
		if (bits === 0) continue;
		if (bits & NUM_WORD) findNumber(prepared, tokens, text, arcs, i);
		if (bits & CLOCK) arcs.add(i, slots['{TIME}'], 1);
		if (bits & VAGUE && bitsAt(prepared, tokens, i + 1) & UNIT) arcs.add(i, slots['{DUR}'], 2);
		if (bits & (PRONOUN | PERSON_WORD)) arcs.add(i, slots['{PERSON}'], 1);
		if (bits & DETERMINER) findPerson(prepared, tokens, arcs, i);
	}
}

function bitsAt(prepared: Prepared, tokens: Tokens, i: number): number {
	if (i >= tokens.n) return 0;
	const bits = prepared.vocabulary.bits[tokens.entry[i]!]!;
	return tokens.flags[i]! & NUMBER ? bits | NUM_WORD : bits;
}

/** The member of a class that has its rarest word, at `place`, as token `i`: are its other words around it? */
function matchSpan(prepared: Prepared, tokens: Tokens, arcs: Arcs, place: number, i: number): void {
	const { spans, ownerOfSpan, slots, vocabulary } = prepared;
	const { syms } = vocabulary;
	const choice = spans.placeChoice[place]!;
	const from = spans.elements[choice]!;
	const length = spans.elements[choice + 1]! - from;
	const start = i - (spans.placeAt[place]! - from);
	if (start < 0 || start + length > tokens.n || length > LONGEST_SPAN) return;
	for (let k = 0; k < length; k++) {
		const t = start + k;
		if (k > 0 && tokens.brk[t] === 2) return;
		if (t === i) continue;
		if (!tokens.has(t, spans.element[from + k]!, syms)) return;
	}
	const owner = ownerOfSpan[spans.placeWay[place]!]!;
	arcs.add(start, owner, length);
	if (prepared.personClass[owner]) arcs.add(start, slots['{PERSON}'], length);
}

function findNumber(prepared: Prepared, tokens: Tokens, text: string, arcs: Arcs, i: number): void {
	const { slots } = prepared;
	let end = i + 1;
	while (
		end < tokens.n &&
		end < i + 4 &&
		!tokens.brk[end] &&
		bitsAt(prepared, tokens, end) & NUM_WORD
	) {
		end++;
	}
	const clock = end === i + 2 && text.charCodeAt(tokens.end[i]!) === 58;
	if (clock) {
		arcs.add(i, slots['{TIME}'], 2);
		if (bitsAt(prepared, tokens, end) & HALF_DAY) arcs.add(i, slots['{TIME}'], 3);
		return;
	}
	arcs.add(i, slots['{NUM}'], 1);
	if (end > i + 1) arcs.add(i, slots['{NUM}'], end - i);
	const after = end < tokens.n && tokens.brk[end] !== 2 ? bitsAt(prepared, tokens, end) : 0;
	if (after & UNIT) arcs.add(i, slots['{DUR}'], end - i + 1);
	else if (bitsAt(prepared, tokens, end + 1) & UNIT && !tokens.brk[end] && !tokens.brk[end + 1]) {
		arcs.add(i, slots['{DUR}'], end - i + 2); // "trois longues semaines"
	}
	if (after & (HOUR | HALF_DAY)) {
		arcs.add(i, slots['{TIME}'], end - i + 1);
		if (end + 1 < tokens.n && tokens.flags[end + 1]! & NUMBER && !tokens.brk[end + 1]) {
			arcs.add(i, slots['{TIME}'], end - i + 2);
		}
	}
}

/** Determiner, perhaps an adjective, and a person: "ma nouvelle cheffe", "the ward sister". */
function findPerson(prepared: Prepared, tokens: Tokens, arcs: Arcs, i: number): void {
	const { slots } = prepared;
	let at = i + 1;
	for (let steps = 0; steps < 2 && at < tokens.n && !tokens.brk[at]; steps++, at++) {
		const longest = personAt(prepared, tokens, arcs, at);
		if (longest) {
			arcs.add(i, slots['{PERSON}'], at - i + longest);
			return;
		}
		if (!(bitsAt(prepared, tokens, at) & ADJECTIVE)) return;
	}
}

/** Length of the longest bare person at `at`, 0 if none. */
function personAt(prepared: Prepared, tokens: Tokens, arcs: Arcs, at: number): number {
	let longest = bitsAt(prepared, tokens, at) & PERSON_WORD ? 1 : 0;
	for (let arc = arcs.head[at]!; arc; arc = arcs.next[arc]!) {
		if (prepared.personClass[arcs.sym[arc]!]) longest = Math.max(longest, arcs.len[arc]!);
	}
	return longest;
}
