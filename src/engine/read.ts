/** Entry of the engine: a text and compiled lexicons in, a Reading out. */
import type { Lang } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';
import {
	decideDifficulty,
	decideEmotions,
	decideFactors,
	decidePolarity,
	decideSafety,
	decideValence,
	leanOn,
} from './decide.ts';
import { detectLang } from './detect.ts';
import { explain, explainSigns } from './explain.ts';
import { Matcher, type Matches } from './match.ts';
import { type CompiledLexicon, type Prepared, prepare } from './prepare.ts';
import { FLAG_CONTRAST, FLAG_IRONY, FLAG_PAST, FLAG_QUESTION, FLAG_WISH, Scope } from './scope.ts';
import { Score } from './score.ts';
import { Selection } from './select.ts';
import { settle } from './settle.ts';
import { Signs } from './signs.ts';
import { findArcs } from './slots.ts';
import { Slips } from './slips.ts';
import { Tokeniser } from './tokenise.ts';
import type { Tokens } from './tokens.ts';

export type { CompiledLexicon } from './prepare.ts';
export type Lexicons = Partial<Record<Lang, CompiledLexicon>>;
export type Engine = {
	/** Never throws. Without `lang` it is detected; a language without lexicon falls back on the one there is. */
	read(text: string, options?: ReadOptions): Reading;
};

export type ReadOptions = {
	lang?: Lang;
	/** Cues of an earlier reading of this text that the person set aside: the text is read as if they said nothing. */
	without?: readonly Span[];
};
/** Offsets in UTF-16 units, end exclusive. */
export type Span = { start: number; end: number };

/**
 * Wraps the lexicons given; keep the engine and read many texts with it.
 * @throws Error if one is no compiled lexicon, damaged, or of another version.
 */
export function createEngine(lexicons: Lexicons): Engine {
	const readers: Partial<Record<Lang, Reader>> = {};
	if (lexicons.fr) readers.fr = new Reader(prepare(lexicons.fr));
	if (lexicons.en) readers.en = new Reader(prepare(lexicons.en));
	return {
		read(text, options) {
			const lang = options?.lang ?? detectLang(text);
			const reader = readers[lang] ?? readers.fr ?? readers.en;
			return reader ? reader.read(text, lang, options?.without) : silence(lang);
		},
	};
}

const engines = new WeakMap<Lexicons, Engine>();

/** One-off form of `createEngine(lexicons).read(text)`; the engine is kept with the `lexicons` object. */
export function read(text: string, options: { lexicons: Lexicons; lang?: Lang }): Reading {
	let engine = engines.get(options.lexicons);
	if (!engine) engines.set(options.lexicons, (engine = createEngine(options.lexicons)));
	return engine.read(text, options.lang ? { lang: options.lang } : {});
}

/** The pipeline for one language, with its reusable buffers. */
class Reader {
	private readonly prepared: Prepared;
	private readonly tokeniser: Tokeniser;
	private readonly matcher: Matcher;
	private readonly selection = new Selection();
	private readonly scope = new Scope();
	private readonly score = new Score();
	/** Null for a lexicon without signs: the rules then answer alone. */
	private readonly signs: Signs | null;

	constructor(prepared: Prepared) {
		this.prepared = prepared;
		this.tokeniser = new Tokeniser(
			prepared.lang,
			prepared.vocabulary,
			new Slips(prepared.vocabulary),
		);
		this.matcher = new Matcher(prepared);
		this.signs = prepared.signs ? new Signs(prepared.signs) : null;
	}

	read(text: string, lang: Lang, without?: readonly Span[]): Reading {
		const { prepared, tokeniser, matcher, selection, scope, score } = this;
		const { matches } = matcher;
		const c = prepared.constants;
		const tokens = tokeniser.run(text);
		findArcs(prepared, tokens, text, matcher.arcs);
		matcher.run(tokens);
		selection.run(prepared, matches);
		if (without?.length) setAside(selection, matches, tokens, without);
		scope.run(prepared, tokens, matches, selection);
		score.run(prepared, tokens, matches, selection, scope);
		if (this.signs) {
			const skipped = without?.length ? markSkipped(tokens, without) : null;
			this.signs.run(tokens, prepared.vocabulary.syms, score, scope, selection.lean, skipped);
			const { valence, confidence, ...answers } = settle(this.signs.logits, score, c);
			const evidence = explain(text, prepared, tokens, matches, selection, scope, score);
			explainSigns(text, tokens, this.signs, answers, score, c, evidence);
			if (evidence.length > 1) evidence.sort((a, b) => a.start - b.start || a.end - b.end);
			return {
				lang,
				valence: round(valence),
				polarity: answers.polarity,
				intensity: round(Math.min(1, score.peak)),
				confidence: round(confidence),
				emotions: answers.emotions,
				factors: answers.factors,
				difficulty: answers.difficulty,
				safety: answers.safety,
				evidence,
				flags: flagsOf(scope.flags, score),
			};
		}
		const safety = decideSafety(score, c);
		const valence = leanOn(decideValence(score, c, safety), score, tokens, selection.lean, c);
		const polarity = decidePolarity(valence, c);
		const ironic = (scope.flags & FLAG_IRONY) !== 0;
		const told = Math.max(score.good, score.bad, score.neutral, score.byLabel[0]!);
		const confidence = told * (ironic ? c.confidenceIrony : 1);
		return {
			lang,
			valence: round(valence),
			polarity,
			intensity: round(Math.min(1, score.peak)),
			confidence: round(confidence),
			emotions: decideEmotions(score, polarity, c),
			factors: decideFactors(score, c),
			difficulty: decideDifficulty(score, polarity, c),
			safety,
			evidence: explain(text, prepared, tokens, matches, selection, scope, score),
			flags: flagsOf(scope.flags, score),
		};
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

/** By token: 1 if a cue that the person set aside holds it. */
function markSkipped(tokens: Tokens, without: readonly Span[]): Uint8Array {
	const skipped = new Uint8Array(tokens.n);
	for (let i = 0; i < tokens.n; i++)
		if (without.some(({ start, end }) => tokens.start[i]! < end && tokens.end[i]! > start))
			skipped[i] = 1;
	return skipped;
}

function flagsOf(bits: number, score: Score): string[] {
	const flags: string[] = [];
	if (bits & FLAG_IRONY) flags.push('irony');
	if (bits & FLAG_QUESTION) flags.push('question');
	if (bits & FLAG_WISH) flags.push('wish');
	if (bits & FLAG_PAST) flags.push('past');
	if (bits & FLAG_CONTRAST && score.good > 0 && score.bad > 0) flags.push('mixed');
	return flags;
}

function round(value: number): number {
	return Math.round(value * 1000) / 1000;
}

function silence(lang: Lang): Reading {
	return {
		lang,
		valence: 0,
		polarity: 0,
		intensity: 0,
		confidence: 0,
		emotions: [],
		factors: [],
		difficulty: 'none',
		safety: null,
		evidence: [],
		flags: [],
	};
}
