/** From characters to tokens in one pass: folds, opens elisions and contractions, joins emoji, keeps the offsets. */
import type { Lang } from '#contracts/ids.ts';
import {
	APOSTROPHE,
	classOf,
	DIGIT,
	EMOJI,
	FOLD,
	HYPHEN,
	LETTER,
	LOWER,
	MARK,
	NEWLINE,
	PAUSE,
	SIGN,
	STOP,
	TABLED,
} from './chars.ts';
import { emoticonLength } from './emoticons.ts';
import { openContraction, PLAIN_S, takesE } from './normalise.ts';
import type { Slips } from './slips.ts';
import {
	ACCENTED,
	AFTER_NE,
	AMBIGUOUS,
	CAPS,
	CLAUSE,
	ELLIPSIS,
	ELONGATED,
	EXCLAMATION,
	NUMBER,
	POSSESSIVE,
	QUESTION,
	SENTENCE,
	SLIP,
	Tokens,
} from './tokens.ts';
import { step1 } from './hash.ts';
import { NUMBER_STEM, stemKey } from './sign-keys.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Letters of one word kept; the rest of a longer run is read over. */
const WORD_MAX = 64;

export class Tokeniser {
	readonly tokens = new Tokens();
	private readonly lang: Lang;
	private readonly vocabulary: Vocabulary;
	private readonly slips: Slips | null;
	private text = '';
	/** The word being read: folded, and lower case with accents. */
	private readonly fold = new Uint16Array(WORD_MAX + 4);
	private readonly lower = new Uint16Array(WORD_MAX + 4);
	private readonly short = new Uint16Array(WORD_MAX + 4);
	private foldLen = 0;
	private lowerLen = 0;
	private flags = 0;
	private uppers = 0;
	private pendingBreak = SENTENCE;
	private afterNe = 0;
	private slipsLeft = 0;
	private accents = false;

	constructor(lang: Lang, vocabulary: Vocabulary, slips: Slips | null = null) {
		this.lang = lang;
		this.vocabulary = vocabulary;
		this.slips = slips;
	}

	/** Fills and returns `tokens`, which the next call overwrites. */
	run(text: string): Tokens {
		const { tokens } = this;
		this.text = text;
		this.vocabulary.forget();
		tokens.n = 0;
		tokens.quotes = 0;
		this.pendingBreak = SENTENCE;
		this.afterNe = 0;
		this.slipsLeft = 200;
		this.accents = false;
		const length = text.length;
		let i = 0;
		while (i < length) {
			const code = text.charCodeAt(i);
			const kind = classOf(code);
			if (kind === LETTER) i = this.readWord(i);
			else if (kind === DIGIT) i = this.readNumber(i);
			else if (code === 32) i++;
			else i = this.readOther(i, code, kind);
		}
		this.settleAccents();
		return tokens;
	}

	private readWord(from: number): number {
		const { text } = this;
		const length = text.length;
		this.clear();
		let i = from;
		for (; i < length; i++) {
			const code = text.charCodeAt(i);
			if (code >= 97 && code <= 122) {
				if (this.foldLen < WORD_MAX) {
					this.fold[this.foldLen++] = code;
					this.lower[this.lowerLen++] = code;
				}
				continue;
			}
			const kind = classOf(code);
			if (kind === LETTER) this.addLetter(code);
			else if (kind === MARK) this.addMark(code);
			else if (kind === APOSTROPHE && i + 1 < length) {
				const next = classOf(text.charCodeAt(i + 1));
				if (next !== LETTER && next !== DIGIT) break;
				if (this.lang === 'fr') {
					if (this.foldLen === 2 && this.fold[0] === 106) this.splitJe(from);
					if (takesE(this.fold, this.foldLen)) this.addCode(101);
					this.push(from, i + 1);
					return i + 1;
				}
				const contraction = openContraction(text, i, this.fold, this.foldLen);
				if (contraction) return this.pushContraction(from, i, contraction);
			} else if (code === 46 && this.foldLen === 1 && this.isAcronym(from, i)) {
				return this.readAcronym(from);
			} else break;
		}
		if (this.foldLen === 1 && this.lang === 'fr' && i === from + 1) this.openSms(from, i);
		else if (this.foldLen > 0) this.push(from, i);
		return i;
	}

	/** "jm'ennuie": je me. The letter after j stays in the buffers. */
	private splitJe(from: number): void {
		const second = this.fold[1]!;
		this.setWord('je');
		this.push(from, from + 1);
		this.clear();
		this.addCode(second);
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

	/** "j ai", "c nul", "l equipe": the apostrophe left out. */
	private openSms(from: number, end: number): void {
		const code = this.fold[0]!;
		const { text } = this;
		const next = text.charCodeAt(end) === 32 ? text.charCodeAt(end + 1) | 32 : 0;
		const letter = next >= 97 && next <= 122;
		if (code === 99) {
			this.addCode(101);
			this.push(from, end);
			const vowel = next === 101; // c est, c etait
			if (!vowel || !letter) {
				this.pushLiteral('est', from, end);
			}
			return;
		}
		if (letter && takesE(this.fold, 1)) this.addCode(101);
		this.push(from, end);
	}

	private isAcronym(from: number, dot: number): boolean {
		const { text } = this;
		return (
			dot === from + 1 &&
			dot + 2 <= text.length &&
			classOf(text.charCodeAt(dot + 1)) === LETTER &&
			(dot + 2 === text.length || classOf(text.charCodeAt(dot + 2)) !== LETTER)
		);
	}

	/** "R.A.S." is "ras". */
	private readAcronym(from: number): number {
		const { text } = this;
		let i = from + 1;
		while (
			text.charCodeAt(i) === 46 &&
			i + 1 < text.length &&
			classOf(text.charCodeAt(i + 1)) === LETTER
		) {
			this.addLetter(text.charCodeAt(i + 1));
			i += 2;
		}
		this.push(from, i);
		return text.charCodeAt(i) === 46 ? i + 1 : i;
	}

	private pushContraction(from: number, apostrophe: number, word: string): number {
		const { text, tokens } = this;
		const tail = text.charCodeAt(apostrophe + 1) | 32;
		if (word === 'not') {
			const stem = this.is('won')
				? 'will'
				: this.is('can')
					? 'can'
					: this.is('shan')
						? 'shall'
						: this.is('ain')
							? 'is'
							: '';
			if (stem) this.pushLiteral(stem, from, apostrophe);
			else {
				this.foldLen--;
				this.lowerLen--;
				this.push(from, apostrophe - 1);
			}
			this.pushLiteral('not', stem ? from : apostrophe - 1, apostrophe + 2);
			return apostrophe + 2;
		}
		const end = apostrophe + (tail === 115 || tail === 109 || tail === 100 ? 2 : 3);
		if (word === PLAIN_S) {
			this.push(from, apostrophe);
			if (tokens.n > 0) tokens.flags[tokens.n - 1]! |= POSSESSIVE;
			return end;
		}
		this.push(from, apostrophe);
		this.pushLiteral(word, apostrophe, end);
		return end;
	}

	private readNumber(from: number): number {
		const { text } = this;
		this.clear();
		let i = from;
		for (; i < text.length; i++) {
			const code = text.charCodeAt(i);
			if (code >= 48 && code <= 57) {
				this.addCode(code);
				continue;
			}
			const joins = code === 46 || code === 44;
			if (!joins || classOf(text.charCodeAt(i + 1)) !== DIGIT) break;
		}
		this.flags |= NUMBER;
		this.push(from, i);
		// "14:30" is one clause
		if (text.charCodeAt(i) === 58 && classOf(text.charCodeAt(i + 1)) === DIGIT) i++;
		return i;
	}

	private readOther(at: number, code: number, kind: number): number {
		const { text, tokens } = this;
		const smiley = emoticonLength(text, at);
		if (smiley > 0) {
			this.pendingBreak = Math.max(this.pendingBreak, CLAUSE);
			this.clear();
			for (let i = at; i < at + smiley; i++) this.addCode(LOWER[text.charCodeAt(i)]!);
			this.push(at, at + smiley);
			return at + smiley;
		}
		if (kind === EMOJI) return this.readEmoji(at);
		if (kind === STOP) {
			if (tokens.n > 0) {
				const mark =
					code === 63 ? QUESTION : code === 33 ? EXCLAMATION : code === 0x2026 ? ELLIPSIS : 0;
				tokens.punct[tokens.n - 1]! |= mark;
			}
			if (code === 46 && text.charCodeAt(at + 1) === 46) return this.readDots(at);
			this.pendingBreak = code === 0x2026 ? this.afterDots(at + 1) : SENTENCE;
			return at + 1;
		}
		if (kind === NEWLINE) this.pendingBreak = SENTENCE;
		else if (kind === PAUSE) {
			this.pendingBreak = Math.max(this.pendingBreak, CLAUSE);
			if (code === 0xab || code === 34 || code === 0x201c) tokens.quotes++;
		} else if (kind === HYPHEN) {
			const spaced = text.charCodeAt(at - 1) === 32 || text.charCodeAt(at + 1) === 32;
			if (spaced) this.pendingBreak = Math.max(this.pendingBreak, CLAUSE);
		} else if (kind === SIGN) {
			this.clear();
			if (code === 43) this.setWord('plus');
			else this.addCode(code);
			this.push(at, at + 1);
		}
		return at + 1;
	}

	private readDots(at: number): number {
		const { text, tokens } = this;
		let i = at;
		while (text.charCodeAt(i) === 46) i++;
		if (tokens.n > 0) tokens.punct[tokens.n - 1]! |= ELLIPSIS;
		this.pendingBreak = this.afterDots(i);
		return i;
	}

	/** Dots before a small letter only pause. */
	private afterDots(at: number): number {
		let i = at;
		while (this.text.charCodeAt(i) === 32) i++;
		const code = this.text.charCodeAt(i);
		return code >= 97 && code <= 122 ? Math.max(CLAUSE, this.pendingBreak) : SENTENCE;
	}

	/** One token for the base emoji; skin tone, variation selector and joined parts are read over. */
	private readEmoji(at: number): number {
		const { text } = this;
		this.pendingBreak = Math.max(this.pendingBreak, CLAUSE);
		this.clear();
		let i = at;
		let first = true;
		for (;;) {
			const code = text.charCodeAt(i);
			const pair = code >= 0xd83c && code <= 0xd83e && i + 1 < text.length;
			const low = pair ? text.charCodeAt(i + 1) : 0;
			const tone = code === 0xd83c && low >= 0xdffb && low <= 0xdfff;
			if (first) {
				this.addCode(code);
				if (pair) this.addCode(low);
				first = false;
				i += pair ? 2 : 1;
			} else if (tone) i += 2;
			else if (code >= 0xfe00 && code <= 0xfe0f) i++;
			else if (code === 0x200d && classOf(text.charCodeAt(i + 1)) === EMOJI) {
				const next = text.charCodeAt(i + 1);
				i += next >= 0xd83c && next <= 0xd83e ? 3 : 2;
			} else break;
		}
		i = Math.min(i, text.length);
		this.push(at, i);
		return i;
	}

	private clear(): void {
		this.foldLen = 0;
		this.lowerLen = 0;
		this.flags = 0;
		this.uppers = 0;
	}

	private addCode(code: number): void {
		this.fold[this.foldLen++] = code;
		this.lower[this.lowerLen++] = code;
	}

	private addLetter(code: number): void {
		if (this.foldLen >= WORD_MAX) return;
		if (code >= TABLED) {
			this.addCode(code);
			return;
		}
		const lower = LOWER[code]!;
		const fold = FOLD[code]!;
		if (lower !== code) this.uppers++;
		if (lower === 0x153 || lower === 0xe6 || lower === 0xdf) {
			this.addCode(lower === 0x153 ? 111 : lower === 0xe6 ? 97 : 115); // "oe" is as good as "œ"
			this.addCode(lower === 0xdf ? 115 : 101);
			return;
		}
		if (lower !== fold) this.flags |= ACCENTED;
		this.lower[this.lowerLen++] = lower;
		this.fold[this.foldLen++] = fold;
	}

	/** A combining accent: composes with the letter before it where Latin has the letter. */
	private addMark(code: number): void {
		if (code < 0x300 || code > 0x36f || this.lowerLen === 0) return;
		const last = this.lower[this.lowerLen - 1]!;
		const composed = String.fromCharCode(last, code).normalize('NFC');
		if (composed.length === 1) this.lower[this.lowerLen - 1] = composed.charCodeAt(0);
		this.flags |= ACCENTED;
	}

	private setWord(word: string): void {
		this.clear();
		for (let i = 0; i < word.length; i++) this.addCode(word.charCodeAt(i));
	}

	private is(word: string): boolean {
		if (word.length !== this.foldLen) return false;
		for (let i = 0; i < word.length; i++) if (this.fold[i] !== word.charCodeAt(i)) return false;
		return true;
	}

	private pushLiteral(word: string, start: number, end: number): void {
		this.setWord(word);
		this.push(start, end);
	}

	private push(start: number, end: number): void {
		const { fold, foldLen, vocabulary } = this;
		if (this.lang === 'fr' && foldLen === 2 && fold[0] === 110 && fold[1] === 101) {
			this.afterNe = AFTER_NE;
			return;
		}
		let entry = vocabulary.entryOf(fold, 0, foldLen);
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
			for (const word of expansion) this.append(start, end, word, flags & ~ACCENTED);
		} else this.append(start, end, entry, flags);
	}

	private append(start: number, end: number, entry: number, flags: number): void {
		const { tokens, vocabulary } = this;
		if (tokens.n === tokens.start.length) tokens.grow();
		const n = tokens.n++;
		tokens.start[n] = start;
		tokens.end[n] = end;
		tokens.entry[n] = entry;
		tokens.stem[n] = flags & NUMBER ? NUMBER_STEM : stemKey(this.fold, this.foldLen);
		tokens.punct[n] = 0;
		tokens.brk[n] = this.pendingBreak;
		this.pendingBreak = 0;
		this.afterNe = 0;
		let off = 0;
		let len = 0;
		if (vocabulary.known[entry]) {
			off = vocabulary.symOff[entry]!;
			len = vocabulary.symLen[entry]!;
			if (flags & ACCENTED) {
				this.accents = true;
				let hash = 0;
				for (let i = 0; i < this.lowerLen; i++) hash = step1(hash, this.lower[i]!);
				const spelling = vocabulary.spelling(entry, hash);
				if (spelling >= 0) {
					off = vocabulary.varSymOff[spelling]!;
					len = vocabulary.varSymLen[spelling]!;
				} else if (endsInE(this.lower, this.lowerLen) && !endsInE(this.fold, this.foldLen)) len = 0; // "salé" is not "sale"
			} else if (vocabulary.isAmbiguous(entry)) flags |= AMBIGUOUS;
		} else if (flags & ACCENTED) this.accents = true;
		tokens.symOff[n] = off;
		tokens.symLen[n] = len;
		tokens.flags[n] = flags;
		if (tokens.words)
			tokens.words[n] = String.fromCharCode(...this.lower.subarray(0, this.lowerLen));
	}

	/** Whoever writes accents means "passe" when writing "passe"; whoever writes none may mean "passé". */
	private settleAccents(): void {
		if (!this.accents) return;
		const { tokens, vocabulary } = this;
		for (let i = 0; i < tokens.n; i++) {
			if (!(tokens.flags[i]! & AMBIGUOUS) || tokens.flags[i]! & (CAPS | SLIP | ELONGATED)) continue;
			const entry = tokens.entry[i]!;
			const spelling = vocabulary.spelling(entry, vocabulary.hash[entry]!);
			if (spelling < 0) continue;
			tokens.symOff[i] = vocabulary.varSymOff[spelling]!;
			tokens.symLen[i] = vocabulary.varSymLen[spelling]!;
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
