/** Fills the vocabulary from words and from stems with endings. Written flat: it runs once, before anything is compiled hot. */
import { FOLD, LOWER, TABLED } from './chars.ts';
import { power1, power2, spread, step1, step2 } from './hash.ts';
import { Vocabulary } from './vocabulary.ts';

/** An ending as it is added to a stem: its hashes (folded twice, exact once) and the powers that shift the stem's. */
export type Ending = {
	hash1: number;
	hash2: number;
	exact: number;
	power1: number;
	power2: number;
};

export function readEnding(text: string): Ending {
	const letters = lettersOf(text);
	let hash1 = 0;
	let hash2 = 0;
	let exact = 0;
	for (let i = 0; i < letters.fold.length; i++) {
		hash1 = step1(hash1, letters.fold[i]!);
		hash2 = step2(hash2, letters.fold[i]!);
		exact = step1(exact, letters.exact[i]!);
	}
	const length = letters.fold.length;
	return { hash1, hash2, exact, power1: power1(length), power2: power2(length) };
}

export class VocabularyBuilder {
	private size = 0;
	private readonly keys: Int32Array<ArrayBuffer>;
	private readonly entries: Int32Array<ArrayBuffer>;
	private readonly mask: number;
	private readonly hash1: Int32Array<ArrayBuffer>;
	private readonly linkHead: Int32Array<ArrayBuffer>;
	/** Links by entry: a symbol and the hash of the spelling with accents that may stand for it. */
	private links = 0;
	private linkSym: Int32Array<ArrayBuffer>;
	private linkHash: Int32Array<ArrayBuffer>;
	private linkNext: Int32Array<ArrayBuffer>;
	/** Hashes of the stem in hand. */
	private stem1 = 0;
	private stem2 = 0;
	private stemExact = 0;

	/** `forms` must not be less than the number of forms added. */
	constructor(forms: number) {
		let bits = 8;
		while (1 << bits < forms * 2) bits++;
		this.mask = (1 << bits) - 1;
		this.keys = new Int32Array(1 << bits);
		this.entries = new Int32Array(1 << bits);
		this.hash1 = new Int32Array(forms + 1);
		this.linkHead = new Int32Array(forms + 1);
		this.linkSym = new Int32Array(forms * 2 + 8);
		this.linkHash = new Int32Array(forms * 2 + 8);
		this.linkNext = new Int32Array(forms * 2 + 8);
	}

	/** Entry of `word`, created if new, which may stand for `symbols`. */
	add(word: string, symbols: readonly number[]): number {
		this.open(word, word.length);
		return this.enter(this.stem1, this.stem2, this.stemExact, symbols);
	}

	/** Takes the first `length` letters of `word` as stem for the calls of `close` that follow. */
	open(word: string, length: number): void {
		let hash1 = 0;
		let hash2 = 0;
		let exact = 0;
		let accented = false;
		for (let i = 0; i < length; i++) {
			const code = word.charCodeAt(i);
			if (code >= 97 && code <= 122) {
				hash1 = step1(hash1, code);
				hash2 = step2(hash2, code);
				if (accented) exact = step1(exact, code);
			} else {
				if (!accented) exact = hash1;
				accented = true;
				const { fold, exact: written } = lettersOf(word[i]!);
				for (let k = 0; k < fold.length; k++) {
					hash1 = step1(hash1, fold[k]!);
					hash2 = step2(hash2, fold[k]!);
					exact = step1(exact, written[k]!);
				}
			}
		}
		this.stem1 = hash1;
		this.stem2 = hash2;
		this.stemExact = accented ? exact : hash1;
	}

	/** Entry of the stem in hand with `ending`. */
	close(ending: Ending, symbols: readonly number[]): number {
		return this.enter(
			(Math.imul(this.stem1, ending.power1) + ending.hash1) | 0,
			(Math.imul(this.stem2, ending.power2) + ending.hash2) | 0,
			(Math.imul(this.stemExact, ending.power1) + ending.exact) | 0,
			symbols,
		);
	}

	private enter(hash1: number, hash2: number, exact: number, symbols: readonly number[]): number {
		const { keys, entries, mask } = this;
		let slot = spread(hash1) & mask;
		let entry = -1;
		for (;;) {
			const known = entries[slot]!;
			if (known === 0) break;
			if (keys[slot] === hash2) {
				entry = known - 1;
				break;
			}
			slot = (slot + 1) & mask;
		}
		if (entry < 0) {
			entry = this.size++;
			keys[slot] = hash2;
			entries[slot] = entry + 1;
			this.hash1[entry] = hash1;
		}
		for (let i = 0; i < symbols.length; i++) this.link(entry, symbols[i]!, exact);
		return entry;
	}

	private link(entry: number, sym: number, exact: number): void {
		for (let l = this.linkHead[entry]!; l; l = this.linkNext[l]!) {
			if (this.linkSym[l] === sym && this.linkHash[l] === exact) return;
		}
		if (this.links + 1 === this.linkSym.length) {
			this.linkSym = wider(this.linkSym);
			this.linkHash = wider(this.linkHash);
			this.linkNext = wider(this.linkNext);
		}
		const link = ++this.links;
		this.linkSym[link] = sym;
		this.linkHash[link] = exact;
		this.linkNext[link] = this.linkHead[entry]!;
		this.linkHead[entry] = link;
	}

	/** The finished vocabulary: symbols of each entry side by side, grouped by spelling. */
	build(): Vocabulary {
		const { size, links, linkHead, linkHash, linkNext, linkSym } = this;
		const syms = new Int32Array(links * 2);
		const symOff = new Int32Array(size);
		const symLen = new Int32Array(size);
		const varOff = new Int32Array(size + 1);
		const varHash = new Int32Array(links);
		const varSymOff = new Int32Array(links);
		const varSymLen = new Int32Array(links);
		let at = 0;
		let variants = 0;
		for (let entry = 0; entry < size; entry++) {
			varOff[entry] = variants;
			const first = variants;
			const begin = at;
			for (let l = linkHead[entry]!; l; l = linkNext[l]!) {
				const exact = linkHash[l]!;
				let v = first;
				while (v < variants && varHash[v] !== exact) v++;
				if (v < variants) continue;
				variants++;
				varHash[v] = exact;
				varSymOff[v] = at;
				for (let k = l; k; k = linkNext[k]!) if (linkHash[k] === exact) syms[at++] = linkSym[k]!;
				varSymLen[v] = at - varSymOff[v]!;
			}
			if (variants - first <= 1) {
				symOff[entry] = begin;
				symLen[entry] = at - begin;
				continue;
			}
			const union = at;
			for (let i = begin; i < union; i++) {
				let j = union;
				while (j < at && syms[j] !== syms[i]) j++;
				if (j === at) syms[at++] = syms[i]!;
			}
			symOff[entry] = union;
			symLen[entry] = at - union;
		}
		varOff[size] = variants;
		const { keys, entries, hash1 } = this;
		return new Vocabulary({
			...{ size, keys, entries, hash1, syms, symOff, symLen },
			...{ varOff, varHash, varSymOff, varSymLen },
		});
	}
}

function wider(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const to = new Int32Array(from.length * 2);
	to.set(from);
	return to;
}

/** Letters of a word, lower case and composed: folded, and as written (ligatures opened in both). */
export function lettersOf(word: string): { fold: number[]; exact: number[] } {
	const fold: number[] = [];
	const exact: number[] = [];
	for (let i = 0; i < word.length; i++) {
		const code = word.charCodeAt(i);
		if (code === 0x153 || code === 0xe6 || code === 0xdf) {
			const first = code === 0x153 ? 111 : code === 0xe6 ? 97 : 115;
			const second = code === 0xdf ? 115 : 101;
			fold.push(first, second);
			exact.push(first, second);
		} else {
			fold.push(code < TABLED ? FOLD[code]! : code);
			exact.push(code < TABLED ? LOWER[code]! : code);
		}
	}
	return { fold, exact };
}
