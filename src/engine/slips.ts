/** Finds the known word one keyboard slip away from an unknown one, through an index of deletions: no scan. */
import { power1, spread, step1, step2 } from './hash.ts';
import type { Vocabulary } from './vocabulary.ts';
import { lettersOf } from './vocabulary-builder.ts';

const MIN_LETTERS = 6;

/** Built when the first unknown word asks for it. */
export class Slips {
	private readonly vocabulary: Vocabulary;
	private readonly listForms: () => string[];
	private keys: Int32Array<ArrayBuffer> | null = null;
	private values = new Int32Array(0);
	private mask = 0;
	/** Folded letters of the forms, one after the other. */
	private letters = new Uint16Array(0);
	private offsets = new Int32Array(0);

	/** `listForms` gives every form of the lexicon. */
	constructor(vocabulary: Vocabulary, listForms: () => string[]) {
		this.vocabulary = vocabulary;
		this.listForms = listForms;
	}

	/** Entry of a word at one slip from `word[0..len)` (a letter more, less, other, or two swapped), else -1. */
	find(word: Uint16Array, len: number): number {
		if (!this.keys) this.build();
		let found = this.lookup(word, len, -1);
		for (let skip = 1; skip < len && found < 0; skip++) {
			if (word[skip] !== word[skip - 1]) found = this.lookup(word, len, skip);
		}
		return found;
	}

	private lookup(word: Uint16Array, len: number, skip: number): number {
		const keys = this.keys!;
		const hash = deletionHash(word, 0, len, skip);
		let slot = spread(hash) & this.mask;
		for (let probes = 0; keys[slot] !== 0 && probes < 32; probes++) {
			if (keys[slot] === hash) {
				const form = this.values[slot]!;
				const from = this.offsets[form]!;
				const size = this.offsets[form + 1]! - from;
				if (isSlip(word, len, this.letters, from, size)) return this.entryOf(from, size);
			}
			slot = (slot + 1) & this.mask;
		}
		return -1;
	}

	private entryOf(from: number, size: number): number {
		let hash1 = 0;
		let hash2 = 0;
		for (let i = from; i < from + size; i++) {
			hash1 = step1(hash1, this.letters[i]!);
			hash2 = step2(hash2, this.letters[i]!);
		}
		return this.vocabulary.find(hash1, hash2);
	}

	private build(): void {
		const forms = this.listForms().filter((form) => form.length >= MIN_LETTERS);
		const total = forms.reduce((sum, form) => sum + form.length + 1, 0);
		this.letters = new Uint16Array(total * 2);
		this.offsets = new Int32Array(forms.length + 1);
		let bits = 8;
		while (1 << bits < total * 1.6) bits++;
		this.mask = (1 << bits) - 1;
		this.keys = new Int32Array(1 << bits);
		this.values = new Int32Array(1 << bits);
		let at = 0;
		for (let form = 0; form < forms.length; form++) {
			const { fold } = lettersOf(forms[form]!);
			this.offsets[form] = at;
			for (const code of fold) this.letters[at++] = code;
			const from = this.offsets[form]!;
			for (let skip = 0; skip < fold.length; skip++) {
				if (skip > 0 && fold[skip] === fold[skip - 1]) continue;
				this.insert(deletionHash(this.letters, from, fold.length, skip === 0 ? -1 : skip), form);
			}
		}
		this.offsets[forms.length] = at;
	}

	private insert(hash: number, form: number): void {
		const keys = this.keys!;
		let slot = spread(hash) & this.mask;
		while (keys[slot] !== 0) slot = (slot + 1) & this.mask;
		keys[slot] = hash;
		this.values[slot] = form;
	}
}

/** Never 0, which marks a free slot. */
function deletionHash(word: Uint16Array, from: number, len: number, skip: number): number {
	let hash = 0;
	for (let i = 0; i < len; i++) if (i !== skip) hash = step1(hash, word[from + i]!);
	return Math.imul(hash, SPREAD) | 1;
}
const SPREAD = power1(7);

/** One edit inside the word: the first letter holds, and endings are grammar, not slips. */
function isSlip(
	typed: Uint16Array,
	len: number,
	letters: Uint16Array,
	from: number,
	size: number,
): boolean {
	if (Math.abs(size - len) > 1 || typed[0] !== letters[from]) return false;
	let head = 0;
	while (head < len && head < size && typed[head] === letters[from + head]) head++;
	let tail = 0;
	while (
		tail < len - head &&
		tail < size - head &&
		typed[len - 1 - tail] === letters[from + size - 1 - tail]
	) {
		tail++;
	}
	const typedGap = len - head - tail;
	const knownGap = size - head - tail;
	const swapped =
		typedGap === 2 &&
		knownGap === 2 &&
		typed[head] === letters[from + head + 1] &&
		typed[head + 1] === letters[from + head];
	return swapped || (tail >= 2 && typedGap <= 1 && knownGap <= 1);
}
