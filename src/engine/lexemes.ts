/** The words of a lexicon as stems and tables of endings. Forms are never listed: one is found by cutting it in every place. */
import type { Columns } from './columns.ts';
import { Endings } from './endings.ts';
import { POWERS_1, POWERS_2, spread, step1, step2 } from './hash.ts';
import { lettersOf } from './letters.ts';

/** Longest form looked up. */
const LONGEST = 72;
const LONGEST_STEM = 128;
/** A power of two, several times as many as stems have beginnings. */
const BEGINNINGS = 2 ** 18;

export class Lexemes {
	/** Number of words. */
	readonly size: number;
	/** Of the folded stem, open addressing by its first hash: its second hash, and the latest such word plus one. */
	private readonly keys: Int32Array;
	private readonly heads: Int32Array;
	private readonly mask: number;
	/** By word: the word before it with the same folded stem, plus one; the hash of its stem as written; its table. */
	private readonly next: Int32Array;
	private readonly exact: Int32Array;
	private readonly tables: Int32Array;
	private readonly endings: Endings;
	/** One bit for every hash of a stem's beginning: what is none needs not be followed further. */
	private readonly beginnings = new Int32Array(BEGINNINGS >> 5);
	/** The word in hand, as far as it begins like some stem; by number of its letters: their hashes, and the latest word with that stem, plus one. */
	private readonly letters = new Uint16Array(LONGEST);
	private reach = 0;
	private readonly begins1 = new Int32Array(LONGEST + 1);
	private readonly begins2 = new Int32Array(LONGEST + 1);
	private readonly stems = new Int32Array(LONGEST + 1);

	/** Runs of words with the same two first letters: their text, the number of the first word; emptied once read. */
	private readonly runs: string[];
	private readonly firsts: number[] = [];
	private readonly shared: Uint8Array;
	/** Runs not yet read, by the two first letters without accents. */
	private readonly waiting = new Map<number, number[]>();

	constructor(columns: Columns) {
		this.shared = columns.bytes('stem.shared');
		this.runs = columns.text('stem.rest').split('\f');
		this.tables = columns.numbers('stem.endings');
		this.endings = new Endings(columns.text('endings'));
		const size = (this.size = this.shared.length);
		let slots = 256;
		while (slots < size * 2) slots *= 2;
		this.mask = slots - 1;
		this.keys = new Int32Array(slots);
		this.heads = new Int32Array(slots);
		this.next = new Int32Array(size);
		this.exact = new Int32Array(size);
		const counts = columns.numbers('stem.run');
		let first = 0;
		for (let run = 0; run < this.runs.length; run++) {
			this.firsts.push(first);
			first += counts[run]!;
			const { fold } = lettersOf(this.runs[run]!.slice(0, 2));
			// a stem of one letter may begin any word
			if (fold.length < 2 || fold[1] === 10) this.readRun(run);
			else {
				const key = (fold[0]! << 16) | fold[1]!;
				const list = this.waiting.get(key);
				if (list) list.push(run);
				else this.waiting.set(key, [run]);
			}
		}
	}

	/** Words are only entered when a text first has one that begins as they do. */
	private readRun(run: number): void {
		const { keys, heads, next, mask, shared } = this;
		const rest = this.runs[run]!;
		this.runs[run] = '';
		/** By number of units: the hashes so far. A ligature is one unit and two letters. */
		const at1 = new Int32Array(LONGEST_STEM);
		const at2 = new Int32Array(LONGEST_STEM);
		const atExact = new Int32Array(LONGEST_STEM);
		let word = this.firsts[run]!;
		for (let at = 0; at <= rest.length; at++, word++) {
			let length = shared[word]!;
			let hash1 = at1[length]!;
			let hash2 = at2[length]!;
			let exact = atExact[length]!;
			for (; at < rest.length; at++) {
				const code = rest.charCodeAt(at);
				if (code === 10) break;
				if (code < 128) {
					hash1 = step1(hash1, code);
					hash2 = step2(hash2, code);
					exact = step1(exact, code);
				} else {
					const letters = lettersOf(rest[at]!);
					for (let k = 0; k < letters.fold.length; k++) {
						hash1 = step1(hash1, letters.fold[k]!);
						hash2 = step2(hash2, letters.fold[k]!);
						exact = step1(exact, letters.exact[k]!);
						this.beginnings[bitOf(hash1) >> 5]! |= 1 << bitOf(hash1);
					}
				}
				length++;
				at1[length] = hash1;
				at2[length] = hash2;
				atExact[length] = exact;
				this.beginnings[bitOf(hash1) >> 5]! |= 1 << bitOf(hash1);
			}
			this.exact[word] = exact;
			let slot = spread(hash1) & mask;
			while (heads[slot] !== 0 && keys[slot] !== hash2) slot = (slot + 1) & mask;
			next[word] = heads[slot]!;
			keys[slot] = hash2;
			heads[slot] = word + 1;
		}
	}

	/** Is `fold[0..length)`, letters without accents, a form of some word? */
	has(fold: ArrayLike<number>, length: number): boolean {
		return this.each(fold, length, null);
	}

	/** Adds to `found`, for each word that `fold[0..length)` may be a form of, its number and the hash of the spelling with accents that is. */
	find(fold: ArrayLike<number>, length: number, found: number[]): void {
		this.each(fold, length, found);
	}

	private each(fold: ArrayLike<number>, length: number, found: number[] | null): boolean {
		if (length > LONGEST) return false;
		this.takeUp(fold, length);
		const { begins1, begins2, endings, next, reach, stems, tables } = this;
		let hash1 = begins1[reach]!;
		let hash2 = begins2[reach]!;
		let hashed = reach;
		let any = false;
		for (let cut = 0; cut <= reach; cut++) {
			const left = length - cut;
			for (let word = stems[cut]!; word; word = next[word - 1]!) {
				const table = tables[word - 1]!;
				if (left > endings.longest(table)) continue;
				for (; hashed < length; hashed++) {
					hash1 = step1(hash1, fold[hashed]!);
					hash2 = step2(hash2, fold[hashed]!);
				}
				const end1 = (hash1 - Math.imul(begins1[cut]!, POWERS_1[left]!)) | 0;
				const end2 = (hash2 - Math.imul(begins2[cut]!, POWERS_2[left]!)) | 0;
				let ending = endings.find(table, end1, end2);
				if (ending === 0) continue;
				if (!found) return true;
				any = true;
				const stem = Math.imul(this.exact[word - 1]!, POWERS_1[left]!);
				for (; ending; ending = endings.next[ending]!) {
					found.push(word - 1, (stem + endings.exact[ending]!) | 0);
				}
			}
		}
		return any;
	}

	/** Finds the stems among the beginnings of a word; where it begins like the one before it (slips are tried by the hundred), they stay. */
	private takeUp(fold: ArrayLike<number>, length: number): void {
		const { beginnings, letters, begins1, begins2, stems } = this;
		let from = 0;
		while (from < length && from < this.reach && letters[from] === fold[from]) from++;
		if (from < 2) {
			// two letters tell which words must have been read
			from = 0;
			const key = length < 2 ? 0 : (fold[0]! << 16) | fold[1]!;
			for (const run of this.waiting.get(key) ?? []) this.readRun(run);
			this.waiting.delete(key);
			stems[0] = this.stemOf(0, 0);
		}
		let hash1 = begins1[from]!;
		let hash2 = begins2[from]!;
		for (; from < length; from++) {
			hash1 = step1(hash1, fold[from]!);
			hash2 = step2(hash2, fold[from]!);
			if (!((beginnings[bitOf(hash1) >> 5]! >> bitOf(hash1)) & 1)) break;
			letters[from] = fold[from]!;
			begins1[from + 1] = hash1;
			begins2[from + 1] = hash2;
			stems[from + 1] = this.stemOf(hash1, hash2);
		}
		this.reach = from;
	}

	private stemOf(hash1: number, hash2: number): number {
		const { heads, keys, mask } = this;
		let slot = spread(hash1) & mask;
		while (heads[slot] !== 0 && keys[slot] !== hash2) slot = (slot + 1) & mask;
		return heads[slot]!;
	}
}

/** Of a beginning with this first hash. */
function bitOf(hash: number): number {
	return spread(hash) & (BEGINNINGS - 1);
}
