/** Finds the known word one keyboard slip away from an unknown one, through an index of deletions: no scan. */
import { HASH_SEED, hashStep, type Vocabulary } from './vocabulary.ts';

const MIN_LETTERS = 6;

/** Built when the first unknown word asks for it. */
export class Slips {
	private readonly vocabulary: Vocabulary;
	private keys: Int32Array<ArrayBuffer> | null = null;
	private values = new Int32Array(0);
	private mask = 0;

	constructor(vocabulary: Vocabulary) {
		this.vocabulary = vocabulary;
	}

	/** Entry of the only word at one slip from `word[0..len)` (a letter more, less, other, or two swapped), else -1. */
	find(word: Uint16Array, len: number): number {
		if (!this.keys) this.build();
		let found = this.lookup(word, len, -1, -1);
		for (let skip = 1; skip < len && found < 0; skip++) {
			if (word[skip] === word[skip - 1]) continue;
			found = this.lookup(word, len, skip, -1);
		}
		return found;
	}

	private lookup(word: Uint16Array, len: number, skip: number, otherwise: number): number {
		const keys = this.keys!;
		const hash = deletionHash(word, len, skip);
		let slot = hash & this.mask;
		for (let probes = 0; keys[slot] !== 0 && probes < 32; probes++) {
			if (keys[slot] === hash) {
				const entry = this.values[slot]!;
				if (isSlip(word, len, this.vocabulary.wordOf(entry))) return entry;
			}
			slot = (slot + 1) & this.mask;
		}
		return otherwise;
	}

	private build(): void {
		const { vocabulary } = this;
		const words: number[] = [];
		let total = 0;
		for (let entry = 0; entry < vocabulary.size; entry++) {
			const len = vocabulary.lengthOf(entry);
			if (len < MIN_LETTERS || vocabulary.symLen[entry] === 0) continue;
			words.push(entry);
			total += len + 1;
		}
		let bits = 8;
		while (1 << bits < total * 1.6) bits++;
		this.mask = (1 << bits) - 1;
		this.keys = new Int32Array(1 << bits);
		this.values = new Int32Array(1 << bits);
		const buffer = new Uint16Array(256);
		for (const entry of words) {
			const len = vocabulary.copyTo(entry, buffer);
			for (let skip = 0; skip < len; skip++) {
				if (skip > 0 && buffer[skip] === buffer[skip - 1]) continue;
				this.insert(deletionHash(buffer, len, skip === 0 ? -1 : skip), entry);
			}
		}
	}

	private insert(hash: number, entry: number): void {
		const keys = this.keys!;
		let slot = hash & this.mask;
		while (keys[slot] !== 0) slot = (slot + 1) & this.mask;
		keys[slot] = hash;
		this.values[slot] = entry;
	}
}

/** Never 0, which marks a free slot. */
function deletionHash(word: Uint16Array, len: number, skip: number): number {
	let hash = HASH_SEED;
	for (let i = 0; i < len; i++) if (i !== skip) hash = hashStep(hash, word[i]!);
	return (hash ^ (hash >>> 13)) | 1;
}

/** One edit inside the word: the first letter holds, and endings are grammar, not slips. */
function isSlip(typed: Uint16Array, len: number, known: string): boolean {
	const size = known.length;
	if (Math.abs(size - len) > 1 || typed[0] !== known.charCodeAt(0)) return false;
	let head = 0;
	while (head < len && head < size && typed[head] === known.charCodeAt(head)) head++;
	let tail = 0;
	while (
		tail < len - head &&
		tail < size - head &&
		typed[len - 1 - tail] === known.charCodeAt(size - 1 - tail)
	) {
		tail++;
	}
	const typedGap = len - head - tail;
	const knownGap = size - head - tail;
	if (tail < 2 && !(typedGap === 2 && knownGap === 2)) return false;
	if (typedGap <= 1 && knownGap <= 1) return true;
	return (
		typedGap === 2 &&
		knownGap === 2 &&
		typed[head] === known.charCodeAt(head + 1) &&
		typed[head + 1] === known.charCodeAt(head)
	);
}
