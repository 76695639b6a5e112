/** From a word read to tokens: known as it stands, without its elongation, its elision opened, or one slip away; else unknown. */
import type { Lang } from '#contracts/ids.ts';
import { step1 } from './hash.ts';
import { takesE } from './normalise.ts';
import { NUMBER_STEM } from './sign-keys.ts';
import type { Slips } from './slips.ts';
import {
	ACCENTED,
	AFTER_NE,
	AMBIGUOUS,
	CAPS,
	ELONGATED,
	NUMBER,
	SENTENCE,
	SLIP,
	Tokens,
} from './tokens.ts';
import { LIST, SYM_LEN, SYM_OFF } from './symbol-lists.ts';
import type { Vocabulary } from './vocabulary.ts';
import { WORD_MAX, WordBuffer } from './word-buffer.ts';

/** Unknown words of one text that are tried as slips. */
const MAX_SLIPS = 200;

export class Recogniser extends WordBuffer {
	readonly tokens = new Tokens();
	protected readonly lang: Lang;
	/** The break that stands before the next token. */
	protected pendingBreak = SENTENCE;
	private readonly vocabulary: Vocabulary;
	private readonly slips: Slips | null;
	private readonly short = new Uint16Array(WORD_MAX + 4);
	private afterNe = 0;
	private slipsLeft = 0;
	private accents = false;
	private readonly numberSign: number;

	constructor(lang: Lang, vocabulary: Vocabulary, slips: Slips | null = null) {
		super();
		this.lang = lang;
		this.vocabulary = vocabulary;
		this.slips = slips;
		this.numberSign = vocabulary.signOf(NUMBER_STEM);
	}

	/** Begins a text. */
	protected begin(): void {
		this.vocabulary.forget();
		this.tokens.n = 0;
		this.tokens.quotes = 0;
		this.pendingBreak = SENTENCE;
		this.afterNe = 0;
		this.slipsLeft = MAX_SLIPS;
		this.accents = false;
	}

	protected pushLiteral(word: string, start: number, end: number): void {
		this.setWord(word);
		this.push(start, end);
	}

	protected push(start: number, end: number): void {
		const { fold, foldLen, vocabulary } = this;
		if (this.lang === 'fr' && foldLen === 2 && fold[0] === 110 && fold[1] === 101) {
			this.afterNe = AFTER_NE;
			return;
		}
		let entry = vocabulary.entryOf(fold, 0, foldLen);
		const typed = entry;
		let flags = this.flags | this.afterNe;
		if (this.uppers > 2 && this.uppers >= foldLen - 1) flags |= CAPS;
		if (!vocabulary.known[entry] && foldLen > 2 && !(flags & NUMBER)) {
			let other = this.collapse();
			if (other >= 0) flags = (flags | ELONGATED) & ~ACCENTED;
			else if (this.lang === 'fr' && this.openRunOn(start, end)) return;
			else if (foldLen >= 6 && this.slips && this.slipsLeft > 0) {
				this.slipsLeft--;
				other = this.slips.of(entry, fold, foldLen);
				if (other >= 0) flags = (flags | SLIP) & ~ACCENTED;
			}
			if (other >= 0) entry = other;
		}
		const expansion = vocabulary.expansion[entry];
		if (expansion) {
			for (const word of expansion) this.append(start, end, word, typed, flags & ~ACCENTED);
		} else this.append(start, end, entry, typed, flags);
	}

	/** "jai", "lhiver", "quon": an unknown word that is known once its elision is opened. Pushes both and returns true. */
	private openRunOn(start: number, end: number): boolean {
		const { fold, lower } = this;
		const cut = fold[0] === 113 && fold[1] === 117 ? 2 : 1;
		const first = fold[0]!;
		if (cut === 1 && !takesE(fold, 1)) return false;
		const next = fold[cut]!;
		const vowel =
			next === 97 || next === 101 || next === 105 || next === 111 || next === 117 || next === 104;
		if (!vowel && first !== 106) return false;
		if (this.foldLen !== this.lowerLen || this.foldLen - cut < 2) return false;
		const { vocabulary } = this;
		if (!vocabulary.known[vocabulary.entryOf(fold, cut, this.foldLen)]) return false;
		const flags = this.flags;
		const rest = lower.slice(cut, this.lowerLen);
		const restFold = fold.slice(cut, this.foldLen);
		const exact = end - start === this.lowerLen; // no mark or joiner within
		this.setWord(cut === 2 ? 'que' : String.fromCharCode(first, 101));
		this.push(start, exact ? start + cut : end);
		this.clear();
		this.flags = flags;
		for (let i = 0; i < rest.length; i++) {
			this.lower[this.lowerLen++] = rest[i]!;
			this.fold[this.foldLen++] = restFold[i]!;
		}
		this.push(exact ? start + cut : start, end);
		return true;
	}

	/** `typed` is the entry of the form as it stands, `entry` the one of what it is taken for. */
	private append(start: number, end: number, entry: number, typed: number, flags: number): void {
		const { tokens, vocabulary } = this;
		if (tokens.n === tokens.start.length) tokens.grow();
		const n = tokens.n++;
		tokens.start[n] = start;
		tokens.end[n] = end;
		tokens.entry[n] = entry;
		if (flags & NUMBER) {
			tokens.stem[n] = NUMBER_STEM;
			tokens.sign[n] = this.numberSign;
		} else {
			tokens.stem[n] = vocabulary.stem[typed]!;
			tokens.sign[n] = vocabulary.sign[typed]!;
		}
		tokens.punct[n] = 0;
		tokens.brk[n] = this.pendingBreak;
		this.pendingBreak = 0;
		this.afterNe = 0;
		let list = 0;
		if (vocabulary.known[entry]) {
			list = vocabulary.list[entry]!;
			if (flags & ACCENTED) {
				this.accents = true;
				let hash = 0;
				for (let i = 0; i < this.lowerLen; i++) hash = step1(hash, this.lower[i]!);
				const spelling = vocabulary.spelling(entry, hash);
				if (spelling >= 0) list = vocabulary.varList[spelling]!;
				else if (endsInE(this.lower, this.lowerLen) && !endsInE(this.fold, this.foldLen)) list = 0; // "salé" is not "sale"
			} else if (vocabulary.isAmbiguous(entry)) flags |= AMBIGUOUS;
		} else if (flags & ACCENTED) this.accents = true;
		this.setList(n, list);
		tokens.flags[n] = flags;
		if (tokens.words)
			tokens.words[n] = String.fromCharCode(...this.lower.subarray(0, this.lowerLen));
	}

	private setList(i: number, list: number): void {
		const { tokens } = this;
		const { records } = this.vocabulary.lists;
		tokens.list[i] = list;
		tokens.symOff[i] = records[LIST * list + SYM_OFF]!;
		tokens.symLen[i] = records[LIST * list + SYM_LEN]!;
	}

	/** Whoever writes accents means "passe" when writing "passe"; whoever writes none may mean "passé". */
	protected settleAccents(): void {
		if (!this.accents) return;
		const { tokens, vocabulary } = this;
		for (let i = 0; i < tokens.n; i++) {
			if (!(tokens.flags[i]! & AMBIGUOUS) || tokens.flags[i]! & (CAPS | SLIP | ELONGATED)) continue;
			const entry = tokens.entry[i]!;
			const spelling = vocabulary.spelling(entry, vocabulary.hash[entry]!);
			if (spelling < 0) continue;
			this.setList(i, vocabulary.varList[spelling]!);
		}
	}

	/** "trooop": runs of three or more letters brought down to two, then to one; the entry or -1. */
	private collapse(): number {
		const { fold, foldLen, vocabulary } = this;
		let long = false;
		for (let i = 2; i < foldLen; i++) {
			if (fold[i] === fold[i - 1] && fold[i] === fold[i - 2]) long = true;
		}
		if (!long) return -1;
		for (let keep = 2; keep >= 1; keep--) {
			let run = 0;
			let len = 0;
			for (let i = 0; i < foldLen; i++) {
				run = i > 0 && fold[i] === fold[i - 1] ? run + 1 : 1;
				if (run > keep && this.runAt(i) > 2) continue;
				this.short[len++] = fold[i]!;
			}
			const entry = vocabulary.entryOf(this.short, 0, len);
			if (vocabulary.known[entry]) return entry;
		}
		return -1;
	}

	/** Length of the run of equal letters around `i`. */
	private runAt(i: number): number {
		const { fold, foldLen } = this;
		let from = i;
		let to = i;
		while (from > 0 && fold[from - 1] === fold[i]) from--;
		while (to + 1 < foldLen && fold[to + 1] === fold[i]) to++;
		return to - from + 1;
	}
}

/** Does the word end in é, ée, és or ées? */
function endsInE(word: Uint16Array, len: number): boolean {
	let at = len - 1;
	if (word[at] === 115) at--;
	if (word[at] === 0xe9) return true;
	return word[at] === 101 && word[at - 1] === 0xe9;
}
