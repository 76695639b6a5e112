/** What the rules make of a text, step by step and with reusable buffers: the rows that fire, those that speak, how strongly. */
import { Matcher, type Matches } from './match.ts';
import { type CompiledLexicon, type Prepared, prepare } from './prepare.ts';
import { Scope } from './scope.ts';
import { Score } from './score.ts';
import { Selection } from './select.ts';
import { Slips } from './slips.ts';
import { type Arcs, findArcs } from './slots.ts';
import { Tokeniser } from './tokenise.ts';
import type { Tokens } from './tokens.ts';

/** Offsets in UTF-16 units, end exclusive. */
export type Span = { start: number; end: number };

/** Each step goes on from the one before it, on the same text; `match` begins a new one. */
export class Rules {
	readonly prepared: Prepared;
	readonly matches: Matches;
	readonly arcs: Arcs;
	readonly selection = new Selection();
	readonly scope = new Scope();
	readonly score = new Score();
	private readonly tokeniser: Tokeniser;
	private readonly matcher: Matcher;

	/**
	 * `slips: false` reads words as they are written, mistakes and all.
	 * @throws Error if it is no compiled lexicon, damaged, or of another version.
	 */
	constructor(lexicon: CompiledLexicon, { slips = true } = {}) {
		const prepared = prepare(lexicon);
		const { lang, vocabulary } = prepared;
		this.prepared = prepared;
		this.tokeniser = new Tokeniser(lang, vocabulary, slips ? new Slips(vocabulary) : null);
		this.matcher = new Matcher(prepared);
		this.matches = this.matcher.matches;
		this.arcs = this.matcher.arcs;
	}

	/** Keeps the letters of each token from the next text on (`Tokens.words`). */
	keepLetters(): void {
		this.tokeniser.tokens.words = [];
	}

	/** Every row that fires. The tokens are overwritten by the next call. */
	match(text: string): Tokens {
		const tokens = this.tokeniser.run(text);
		findArcs(this.prepared, tokens, text, this.arcs);
		this.matcher.run(tokens);
		return tokens;
	}

	/** Which of these rows speak, and in what scope; cues of `without` stay silent. */
	select(tokens: Tokens, without?: readonly Span[]): void {
		const { prepared, matches, selection } = this;
		selection.run(prepared, matches);
		if (without?.length) setAside(selection, matches, tokens, without);
		this.scope.run(prepared, tokens, matches, selection);
	}

	/** How strongly they speak. */
	weigh(tokens: Tokens): void {
		this.score.run(this.prepared, tokens, this.matches, this.selection, this.scope);
	}
}

/** Takes the cues with these very spans out of what speaks; operators stay. */
function setAside(
	selection: Selection,
	matches: Matches,
	tokens: Tokens,
	without: readonly Span[],
): void {
	const kept = selection.content.filter((m) => {
		const start = tokens.start[matches.start[m]!]!;
		const end = tokens.end[matches.end[m]! - 1]!;
		return !without.some((span) => span.start === start && span.end === end);
	});
	selection.content.splice(0, selection.content.length, ...kept);
}
