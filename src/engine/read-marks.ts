/** Everything in a text that is no word and no number: punctuation, signs, emoticons and emoji. */
import { classOf, EMOJI, HYPHEN, LOWER, NEWLINE, PAUSE, SIGN, STOP } from './chars.ts';
import { emoticonLength } from './emoticons.ts';
import { Recogniser } from './recognise.ts';
import { CLAUSE, ELLIPSIS, EXCLAMATION, QUESTION, SENTENCE } from './tokens.ts';

export class MarkReader extends Recogniser {
	protected text = '';

	protected readOther(at: number, code: number, kind: number): number {
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
}
