/** The words of a lexicon as stems and tables of endings. Forms are never listed: one is found by cutting it in every place. */
import type { Columns } from './columns.ts';
import { POWERS_1, POWERS_2, spread, step1, step2 } from './hash.ts';
import { lettersOf } from './letters.ts';

/** Longest form looked up. */
const LONGEST = 72;
const LONGEST_STEM = 128;

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
	/** Hashes of the beginnings of the word in hand. */
	private readonly begins1 = new Int32Array(LONGEST + 1);
	private readonly begins2 = new Int32Array(LONGEST + 1);

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
					}
				}
				length++;
				at1[length] = hash1;
				at2[length] = hash2;
				atExact[length] = exact;
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
		if (length > 1) {
			const key = (fold[0]! << 16) | fold[1]!;
			const runs = this.waiting.get(key);
			if (runs) {
				this.waiting.delete(key);
				for (const run of runs) this.readRun(run);
			}
		}
		const { begins1, begins2, keys, heads, next, mask, endings } = this;
		let hash1 = 0;
		let hash2 = 0;
		for (let i = 0; i < length; i++) {
			hash1 = step1(hash1, fold[i]!);
			hash2 = step2(hash2, fold[i]!);
			begins1[i + 1] = hash1;
			begins2[i + 1] = hash2;
		}
		let any = false;
		for (let cut = 0; cut <= length; cut++) {
			let slot = spread(begins1[cut]!) & mask;
			while (heads[slot] !== 0 && keys[slot] !== begins2[cut]) slot = (slot + 1) & mask;
			const head = heads[slot]!;
			if (head === 0) continue;
			const left = length - cut;
			const end1 = (hash1 - Math.imul(begins1[cut]!, POWERS_1[left]!)) | 0;
			const end2 = (hash2 - Math.imul(begins2[cut]!, POWERS_2[left]!)) | 0;
			for (let word = head; word; word = next[word - 1]!) {
				let ending = endings.find(this.tables[word - 1]!, end1, end2);
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
}

/** Tables of endings: which letters without accents may follow a stem, and how they are written. */
class Endings {
	/** By ending: the hash as written, and the one before it in the same table with the same folded letters; 0 is none. */
	exact = new Int32Array(256);
	next = new Int32Array(256);
	/** Tables not yet read, each its endings joined by commas; emptied once read. */
	private readonly tables: (string | null)[];
	private used = 0;
	private readonly keys: Int32Array;
	private readonly heads: Int32Array;

	/** One table a line. */
	constructor(text: string) {
		this.tables = text.split('\n');
		let slots = 64;
		while (slots < text.length) slots *= 2;
		this.keys = new Int32Array(slots);
		this.heads = new Int32Array(slots);
	}

	/** The latest ending of `table` with these hashes of its folded letters, 0 if none. */
	find(table: number, hash1: number, hash2: number): number {
		if (this.tables[table] !== null) this.read(table);
		return this.heads[this.slotOf(table, hash1, hash2)]!;
	}

	private read(table: number): void {
		const text = this.tables[table]!;
		this.tables[table] = null;
		for (const ending of text.split(',')) {
			let hash1 = 0;
			let hash2 = 0;
			let exact = 0;
			const letters = lettersOf(ending);
			for (let k = 0; k < letters.fold.length; k++) {
				hash1 = step1(hash1, letters.fold[k]!);
				hash2 = step2(hash2, letters.fold[k]!);
				exact = step1(exact, letters.exact[k]!);
			}
			if (this.used + 2 > this.exact.length) this.grow();
			this.exact[++this.used] = exact;
			const slot = this.slotOf(table, hash1, hash2);
			this.next[this.used] = this.heads[slot]!;
			this.heads[slot] = this.used;
			this.keys[slot] = keyOf(table, hash2);
		}
	}

	private grow(): void {
		const size = this.exact.length * 2;
		const exact = new Int32Array(size);
		exact.set(this.exact);
		this.exact = exact;
		const next = new Int32Array(size);
		next.set(this.next);
		this.next = next;
	}

	private slotOf(table: number, hash1: number, hash2: number): number {
		const { keys, heads } = this;
		const mask = keys.length - 1;
		const key = keyOf(table, hash2);
		let slot = spread(hash1 + Math.imul(table, 0x9e3779b1)) & mask;
		while (heads[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
		return slot;
	}
}

function keyOf(table: number, hash2: number): number {
	return (hash2 ^ Math.imul(table + 1, 0x85ebca6b)) | 0;
}
