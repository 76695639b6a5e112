/** The words the lexicon knows, found by their folded letters without building a string. */

/** One spelling with its accents; `syms` are what it can stand for in a pattern. */
type Variant = { off: number; len: number; symOff: number; symLen: number };

export class Vocabulary {
	/** Symbol lists, addressed by offset and length. */
	syms: Int32Array<ArrayBuffer>;
	/** By entry: offset and length of the union of its variants' symbols. */
	symOff: Int32Array<ArrayBuffer>;
	symLen: Int32Array<ArrayBuffer>;
	/** By entry: index into `expansions`, or -1. */
	expand: Int32Array<ArrayBuffer>;
	/** What a misspelling stands for: entries in order. */
	expansions: number[][] = [];
	/** Number of entries. */
	size = 0;
	private readonly slots: Int32Array<ArrayBuffer>;
	private readonly mask: number;
	private chars: Uint16Array<ArrayBuffer>;
	private readonly charOff: Int32Array<ArrayBuffer>;
	private readonly charLen: Uint8Array<ArrayBuffer>;
	private readonly variants: (Variant[] | undefined)[] = [];

	/** `forms` maps every spelling (lower case, accents kept) to its symbols. */
	constructor(forms: Map<string, number[]>) {
		const byFold = new Map<string, string[]>();
		let letters = 0;
		for (const form of forms.keys()) {
			const folded = foldWord(form);
			if (folded.length > 255) continue;
			letters += folded.length + form.length;
			const group = byFold.get(folded);
			if (group) group.push(form);
			else byFold.set(folded, [form]);
		}
		let bits = 4;
		while (1 << bits < byFold.size * 2.5) bits++;
		this.mask = (1 << bits) - 1;
		this.slots = new Int32Array(1 << bits).fill(-1);
		this.charOff = new Int32Array(byFold.size);
		this.charLen = new Uint8Array(byFold.size);
		this.symOff = new Int32Array(byFold.size);
		this.symLen = new Int32Array(byFold.size);
		this.expand = new Int32Array(byFold.size).fill(-1);
		this.chars = new Uint16Array(letters);
		const syms: number[] = [];
		let at = 0;
		for (const [folded, group] of byFold) {
			const entry = this.size++;
			this.charOff[entry] = at;
			this.charLen[entry] = folded.length;
			for (let i = 0; i < folded.length; i++) this.chars[at++] = folded.charCodeAt(i);
			this.insert(entry, folded);
			const single = group.length === 1 && group[0] === folded;
			const union: number[] = [];
			const list: Variant[] = [];
			for (const form of group) {
				const own = forms.get(form)!;
				const variant = { off: at, len: form.length, symOff: syms.length, symLen: own.length };
				if (!single) {
					for (let i = 0; i < form.length; i++) this.chars[at++] = form.charCodeAt(i);
					list.push(variant);
				}
				for (const sym of own) {
					syms.push(sym);
					if (!union.includes(sym)) union.push(sym);
				}
			}
			if (!single) this.variants[entry] = list;
			if (group.length === 1) {
				this.symLen[entry] = forms.get(group[0]!)!.length;
				this.symOff[entry] = syms.length - this.symLen[entry]!;
			} else {
				this.symOff[entry] = syms.length;
				this.symLen[entry] = union.length;
				syms.push(...union);
			}
		}
		this.syms = Int32Array.from(syms);
	}

	private insert(entry: number, folded: string): void {
		let hash = HASH_SEED;
		for (let i = 0; i < folded.length; i++) hash = hashStep(hash, folded.charCodeAt(i));
		let slot = spread(hash) & this.mask;
		while (this.slots[slot]! >= 0) slot = (slot + 1) & this.mask;
		this.slots[slot] = entry;
	}

	/** Entry of the folded letters in `buffer[0..len)`, or -1; `hash` must be their `hashStep`s from `HASH_SEED`. */
	find(buffer: Uint16Array, len: number, hash: number): number {
		const { slots, mask, charLen, charOff, chars } = this;
		let slot = spread(hash) & mask;
		for (;;) {
			const entry = slots[slot]!;
			if (entry < 0) return -1;
			if (charLen[entry] === len) {
				const off = charOff[entry]!;
				let i = 0;
				while (i < len && chars[off + i] === buffer[i]) i++;
				if (i === len) return entry;
			}
			slot = (slot + 1) & mask;
		}
	}

	/** Entry of a word, or -1. */
	entryOf(word: string): number {
		const folded = foldWord(word);
		const buffer = new Uint16Array(folded.length);
		let hash = HASH_SEED;
		for (let i = 0; i < folded.length; i++) {
			buffer[i] = folded.charCodeAt(i);
			hash = hashStep(hash, buffer[i]!);
		}
		return this.find(buffer, folded.length, hash);
	}

	/** Folded letters of an entry. */
	wordOf(entry: number): string {
		const off = this.charOff[entry]!;
		return String.fromCharCode(...this.chars.subarray(off, off + this.charLen[entry]!));
	}

	/** Number of folded letters of an entry. */
	lengthOf(entry: number): number {
		return this.charLen[entry]!;
	}

	/** Copies the folded letters of an entry; returns their number. */
	copyTo(entry: number, buffer: Uint16Array): number {
		const off = this.charOff[entry]!;
		const len = this.charLen[entry]!;
		for (let i = 0; i < len; i++) buffer[i] = this.chars[off + i]!;
		return len;
	}

	/** Several spellings, or one with accents. */
	isAccented(entry: number): boolean {
		return this.variants[entry] !== undefined;
	}

	/**
	 * Symbols of a word as typed, `buffer[0..len)` being its lower-case letters: [offset, length] packed as off * 4096 + length,
	 * or -1 when its accents contradict every spelling known ("salé" is not "sale").
	 */
	exact(entry: number, buffer: Uint16Array, len: number): number {
		const list = this.variants[entry];
		if (!list) {
			return endsAccented(buffer, len) ? -1 : this.symOff[entry]! * 4096 + this.symLen[entry]!;
		}
		for (const variant of list) {
			if (variant.len !== len) continue;
			let i = 0;
			while (i < len && this.chars[variant.off + i] === buffer[i]) i++;
			if (i === len) return variant.symOff * 4096 + variant.symLen;
		}
		return -1;
	}

	/** The unaccented spelling if there is one, else all. Same packing as `exact`. */
	plain(entry: number): number {
		const list = this.variants[entry];
		const off = this.charOff[entry]!;
		const len = this.charLen[entry]!;
		for (const variant of list ?? []) {
			if (variant.len !== len) continue;
			let i = 0;
			while (i < len && this.chars[variant.off + i] === this.chars[off + i]) i++;
			if (i === len) return variant.symOff * 4096 + variant.symLen;
		}
		return this.symOff[entry]! * 4096 + this.symLen[entry]!;
	}
}

export const HASH_SEED = 0x811c9dc5 | 0;

/** FNV-1a over UTF-16 units. */
export function hashStep(hash: number, code: number): number {
	return Math.imul(hash ^ code, 16777619);
}

function spread(hash: number): number {
	return hash ^ (hash >>> 15);
}

function endsAccented(buffer: Uint16Array, len: number): boolean {
	for (let i = Math.max(0, len - 3); i < len; i++) if (buffer[i] === 0xe9) return true;
	return false;
}

const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o' };

/** Lower case without accents, as the tokeniser folds. */
export function foldWord(word: string): string {
	let plain = true;
	for (let i = 0; i < word.length; i++) {
		const code = word.charCodeAt(i);
		if (code > 122 || (code >= 65 && code <= 90)) plain = false;
	}
	if (plain) return word;
	return word
		.toLowerCase()
		.replace(/[œæßø]/g, (char) => LIGATURES[char]!)
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '');
}
