/** From characters to tokens in one pass: folds, opens elisions and contractions, joins emoji, keeps the offsets. */
import { APOSTROPHE, classOf, DIGIT, LETTER, MARK } from './chars.ts';
import { openContraction, PLAIN_S, takesE } from './normalise.ts';
import { MarkReader } from './read-marks.ts';
import { NUMBER, POSSESSIVE, type Tokens } from './tokens.ts';
import { WORD_MAX } from './word-buffer.ts';

/** Reads words and numbers; see `MarkReader` for what is neither, `Recogniser` for what becomes of a word. */
export class Tokeniser extends MarkReader {
	/** Fills and returns `tokens`, which the next call overwrites. */
	run(text: string): Tokens {
		this.text = text;
		this.begin();
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
		return this.tokens;
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
}
