/** The words the lexicon knows, and what each can stand for. */
import { spread } from './hash.ts';

type Tables = {
	/** Number of entries. */
	size: number;
	/** Open addressing by the first hash: second hash, and entry plus one. */
	keys: Int32Array;
	entries: Int32Array;
	hash1: Int32Array;
	syms: Int32Array;
	symOff: Int32Array;
	symLen: Int32Array;
	varOff: Int32Array;
	varHash: Int32Array;
	varSymOff: Int32Array;
	varSymLen: Int32Array;
};

const NO_TABLES: Tables = {
	size: 0,
	keys: new Int32Array(2),
	entries: new Int32Array(2),
	hash1: new Int32Array(0),
	syms: new Int32Array(0),
	symOff: new Int32Array(0),
	symLen: new Int32Array(0),
	varOff: new Int32Array(1),
	varHash: new Int32Array(0),
	varSymOff: new Int32Array(0),
	varSymLen: new Int32Array(0),
};

export class Vocabulary {
	readonly size: number;
	/** Symbol lists, addressed by offset and length. */
	readonly syms: Int32Array;
	/** By entry: offset and length of the symbols of all its spellings together. */
	readonly symOff: Int32Array;
	readonly symLen: Int32Array;
	/** By spelling: hash of its letters with accents, and its own symbols. */
	readonly varHash: Int32Array;
	readonly varSymOff: Int32Array;
	readonly varSymLen: Int32Array;
	/** By entry: index into `expansions`, or -1. */
	readonly expand: Int32Array;
	/** What a misspelling stands for: entries in order. */
	readonly expansions: number[][] = [];
	private readonly keys: Int32Array;
	private readonly entries: Int32Array;
	private readonly mask: number;
	private readonly hash1: Int32Array;
	private readonly varOff: Int32Array;

	constructor(tables: Tables = NO_TABLES) {
		this.size = tables.size;
		this.keys = tables.keys;
		this.entries = tables.entries;
		this.mask = tables.keys.length - 1;
		this.hash1 = tables.hash1;
		this.syms = tables.syms;
		this.symOff = tables.symOff;
		this.symLen = tables.symLen;
		this.varOff = tables.varOff;
		this.varHash = tables.varHash;
		this.varSymOff = tables.varSymOff;
		this.varSymLen = tables.varSymLen;
		this.expand = new Int32Array(tables.size).fill(-1);
	}

	/** Entry of the word with these hashes of its folded letters, or -1. */
	find(hash1: number, hash2: number): number {
		const { keys, entries, mask } = this;
		let slot = spread(hash1) & mask;
		for (;;) {
			const entry = entries[slot]!;
			if (entry === 0) return -1;
			if (keys[slot] === hash2) return entry - 1;
			slot = (slot + 1) & mask;
		}
	}

	/** First hash of an entry: that of its spelling without accents. */
	hashOf(entry: number): number {
		return this.hash1[entry]!;
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
}
