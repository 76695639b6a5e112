/** The endings that stems take: found by hash, each table read when first asked for. */
import { spread, step1, step2 } from './hash.ts';
import { lettersOf } from './letters.ts';
import { wider } from './wider.ts';

/** Tables of endings: which letters without accents may follow a stem, and how they are written. */
export class Endings {
	/** By ending: the hash as written, and the one before it in the same table with the same folded letters; 0 is none. */
	exact = new Int32Array(256);
	next = new Int32Array(256);
	/** Tables not yet read, each its endings joined by commas; emptied once read. */
	private readonly tables: (string | null)[];
	private readonly longests: Uint8Array;
	private used = 0;
	private readonly keys: Int32Array;
	private readonly heads: Int32Array;

	/** One table a line. */
	constructor(text: string) {
		this.tables = text.split('\n');
		this.longests = new Uint8Array(this.tables.length);
		let slots = 64;
		while (slots < text.length) slots *= 2;
		this.keys = new Int32Array(slots);
		this.heads = new Int32Array(slots);
	}

	/** Letters of the longest ending of a table, or more. */
	longest(table: number): number {
		if (this.tables[table] !== null) this.read(table);
		return this.longests[table]!;
	}

	/** The latest ending of `table`, once read by `longest`, with these hashes of its folded letters, 0 if none. */
	find(table: number, hash1: number, hash2: number): number {
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
			const length = letters.fold.length;
			if (length > this.longests[table]!) this.longests[table] = length;
			for (let k = 0; k < length; k++) {
				hash1 = step1(hash1, letters.fold[k]!);
				hash2 = step2(hash2, letters.fold[k]!);
				exact = step1(exact, letters.exact[k]!);
			}
			if (this.used + 2 > this.exact.length) {
				this.exact = wider(this.exact);
				this.next = wider(this.next);
			}
			this.exact[++this.used] = exact;
			const slot = this.slotOf(table, hash1, hash2);
			this.next[this.used] = this.heads[slot]!;
			this.heads[slot] = this.used;
			this.keys[slot] = keyOf(table, hash2);
		}
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
