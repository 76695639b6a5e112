/** The forms seen so far and what each can stand for: looked up in the lexicon once, found by their hash from then on. */
import { spread, step1, step2 } from './hash.ts';
import type { Lexemes } from './lexemes.ts';
import { stemKey } from './sign-keys.ts';
import { type Leads, SymbolLists } from './symbol-lists.ts';
import { wider } from './wider.ts';

/** Forms remembered from text to text; then it begins anew, so that memory stays small. */
const REMEMBERED = 30_000;

/** What a form is beside a word of patterns: its bits in slots (see slot-words.ts), and the words that a misspelling stands for. */
export type Extra = { bits: number; words: string[] | null };

/** Where words get their symbols from; `null` for a tokeniser alone. */
export type Dictionary = {
	lexemes: Lexemes;
	/** Symbol of the first word; the others follow. */
	firstWord: number;
	/** By word: the first item of the list of its classes; by item: the class's symbol, and the next item; 0 is none. */
	owners: { head: Int32Array; symbol: Int32Array; next: Int32Array };
	/** By folded form. */
	extras: ReadonlyMap<string, Extra>;
	/** What symbols lead to. */
	leads: Leads;
	/** Row of signs of a word's beginning, or -1. */
	signOf(stem: number): number;
	/** By symbol: 1 if it is a class of people. */
	personClass: Uint8Array;
	/** Bit of those that are a person by themselves. */
	personBit: number;
};

/** In `slip`: no word is one slip away. */
export const NO_SLIP = -1;

type Ints = Int32Array<ArrayBuffer>;

export class Vocabulary {
	/** Number of entries. */
	size = 0;
	/** By entry: 1 if the lexicon has it. */
	known = new Uint8Array(1024);
	/** By entry: the first hash of its folded letters, a number that any text gives the same form. */
	hash: Ints = new Int32Array(1024);
	/** By entry: what it can be in a slot. */
	bits = new Uint16Array(1024);
	/** By entry: what a misspelling stands for, as entries in order; null for others. */
	expansion: (readonly number[] | null)[] = [];
	/** By entry: of an unknown form, the one it is a slip of, NO_SLIP if none, 0 if not yet looked for; else plus one. */
	slip: Ints = new Int32Array(1024);
	/** By entry: key of its first letters (sign-keys.ts), and the row of their sign, or -1. */
	stem: Ints = new Int32Array(1024);
	sign: Ints = new Int32Array(1024);
	readonly lists: SymbolLists;
	/** By entry: the list of the symbols of all its spellings together. */
	list: Ints = new Int32Array(1024);
	/** By spelling: hash of its letters with accents, and the list of its own symbols. */
	varHash: Ints = new Int32Array(1024);
	varList: Ints = new Int32Array(1024);
	/** By entry: its first spelling; the next entry's is where they end. */
	private varOff: Ints = new Int32Array(1025);
	/** Open addressing by the first hash: second hash, and entry plus one. */
	private keys: Ints = new Int32Array(4096);
	private entries: Ints = new Int32Array(4096);
	private readonly dictionary: Dictionary | null;
	private readonly found: number[] = [];

	constructor(dictionary: Dictionary | null) {
		this.dictionary = dictionary;
		this.lists = new SymbolLists(dictionary?.leads);
	}

	/** Symbols of all lists. */
	get syms(): Int32Array {
		return this.lists.syms;
	}

	/** To be called between texts: entries are not kept for ever. */
	forget(): void {
		if (this.size < REMEMBERED) return;
		this.size = 0;
		this.lists.forget();
		this.expansion.length = 0;
		this.entries.fill(0);
	}

	/** Entry of the form `fold[from..to)`, letters without accents; seen for the first time or not, known to the lexicon or not. */
	entryOf(fold: Uint16Array, from: number, to: number): number {
		let hash1 = 0;
		let hash2 = 0;
		for (let i = from; i < to; i++) {
			hash1 = step1(hash1, fold[i]!);
			hash2 = step2(hash2, fold[i]!);
		}
		const { keys, entries } = this;
		const mask = keys.length - 1;
		let slot = spread(hash1) & mask;
		for (;;) {
			const entry = entries[slot]!;
			if (entry === 0) break;
			if (keys[slot] === hash2) return entry - 1;
			slot = (slot + 1) & mask;
		}
		return this.enter(fold.subarray(from, to), hash1, hash2, slot);
	}

	/** Row of signs of a word's beginning, or -1. */
	signOf(stem: number): number {
		return this.dictionary ? this.dictionary.signOf(stem) : -1;
	}

	/** Is it a form of a word in the lexicon's rows or classes? */
	isForm(fold: ArrayLike<number>, length: number): boolean {
		return this.dictionary?.lexemes.has(fold, length) ?? false;
	}

	/** Has it more than one spelling? */
	isAmbiguous(entry: number): boolean {
		return this.varOff[entry + 1]! - this.varOff[entry]! > 1;
	}

	/** The spelling of `entry` whose letters with accents hash to `hash`, or -1. */
	spelling(entry: number, hash: number): number {
		const end = this.varOff[entry + 1]!;
		for (let v = this.varOff[entry]!; v < end; v++) if (this.varHash[v] === hash) return v;
		return -1;
	}

	private enter(fold: Uint16Array, hash1: number, hash2: number, slot: number): number {
		const entry = this.size++;
		if (this.size >= this.known.length) this.grow();
		this.keys[slot] = hash2;
		this.entries[slot] = entry + 1;
		this.hash[entry] = hash1;
		this.expansion[entry] = null;
		this.slip[entry] = 0;
		this.stem[entry] = stemKey(fold, fold.length);
		this.sign[entry] = this.signOf(this.stem[entry]!);
		const words = this.describe(entry, fold);
		if (this.size * 2 > this.keys.length) this.rehash();
		if (words) this.expansion[entry] = this.entriesOf(words);
		return entry;
	}

	/** Symbols of each spelling side by side; where there are several, those of all of them after. Answers what it is a misspelling of. */
	private describe(entry: number, fold: Uint16Array): string[] | null {
		const { dictionary, found, lists } = this;
		let words: string[] | null = null;
		let spelling = this.varOff[entry]!;
		const begin = lists.used;
		const first = spelling;
		let bits = 0;
		let known = 0;
		if (dictionary) {
			const extra = dictionary.extras.get(String.fromCharCode(...fold));
			if (extra) {
				known = 1;
				bits = extra.bits;
				words = extra.words;
			}
			found.length = 0;
			dictionary.lexemes.find(fold, fold.length, found);
			if (found.length) known = 1;
			for (let i = 0; i < found.length; i += 2) {
				const exact = found[i + 1]!;
				let seen = false;
				for (let k = 1; k < i && !seen; k += 2) seen = found[k] === exact;
				if (seen) continue;
				if (spelling + 2 > this.varHash.length) this.growSpellings();
				this.varHash[spelling] = exact;
				const from = lists.used;
				for (let k = i; k < found.length; k += 2) {
					if (found[k + 1] === exact) bits |= this.addSymbols(found[k]!, from);
				}
				this.varList[spelling] = lists.close(from);
				spelling++;
			}
		}
		this.varOff[entry + 1] = spelling;
		this.known[entry] = known;
		this.bits[entry] = bits;
		const union = lists.used;
		this.list[entry] = spelling > first ? this.varList[first]! : 0;
		if (spelling - first > 1) {
			for (let i = begin; i < union; i++) lists.add(lists.syms[i]!, union);
			this.list[entry] = lists.close(union);
		}
		return words;
	}

	/** The symbols that a word stands for; answers its bits in slots. */
	private addSymbols(word: number, from: number): number {
		const { firstWord, owners, personClass, personBit } = this.dictionary!;
		let bits = 0;
		this.lists.add(firstWord + word, from);
		for (let item = owners.head[word]!; item; item = owners.next[item]!) {
			const symbol = owners.symbol[item]!;
			this.lists.add(symbol, from);
			if (personClass[symbol]) bits = personBit;
		}
		return bits;
	}

	private entriesOf(words: readonly string[]): number[] {
		return words.map((word) => {
			const letters = Uint16Array.from(word, (char) => char.charCodeAt(0));
			return this.entryOf(letters, 0, letters.length);
		});
	}

	private grow(): void {
		this.known = wider(this.known);
		this.bits = wider(this.bits);
		this.hash = wider(this.hash);
		this.slip = wider(this.slip);
		this.stem = wider(this.stem);
		this.sign = wider(this.sign);
		this.list = wider(this.list);
		this.varOff = wider(this.varOff);
	}

	private growSpellings(): void {
		this.varHash = wider(this.varHash);
		this.varList = wider(this.varList);
	}

	private rehash(): void {
		const { keys, entries } = this;
		const size = keys.length * 2;
		this.keys = new Int32Array(size);
		this.entries = new Int32Array(size);
		for (let old = 0; old < keys.length; old++) {
			const entry = entries[old]!;
			if (entry === 0) continue;
			let slot = spread(this.hash[entry - 1]!) & (size - 1);
			while (this.entries[slot] !== 0) slot = (slot + 1) & (size - 1);
			this.entries[slot] = entry;
			this.keys[slot] = keys[old]!;
		}
	}
}
