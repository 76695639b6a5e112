/** Entry of the engine: a text and compiled lexicons in, a Reading out. */
import type { Lang } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';
import { decide } from './decide.ts';
import { detectLang } from './detect.ts';
import { explain, explainSigns, sortEvidence } from './explain.ts';
import type { CompiledLexicon } from './prepare.ts';
import { round } from './ranking.ts';
import { Rules, type Span } from './rules.ts';
import { FLAG_CONTRAST, FLAG_IRONY, FLAG_PAST, FLAG_QUESTION, FLAG_WISH } from './scope.ts';
import type { Score } from './score.ts';
import { settle } from './settle.ts';
import { Signs } from './signs.ts';
import type { Tokens } from './tokens.ts';

export type { CompiledLexicon } from './prepare.ts';
export type { Span } from './rules.ts';
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

/**
 * Wraps the lexicons given; keep the engine and read many texts with it.
 * @throws Error if one is no compiled lexicon, damaged, or of another version.
 */
export function createEngine(lexicons: Lexicons): Engine {
	const readers: Partial<Record<Lang, Reader>> = {};
	if (lexicons.fr) readers.fr = new Reader(lexicons.fr);
	if (lexicons.en) readers.en = new Reader(lexicons.en);
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

/** The pipeline for one language. */
class Reader {
	private readonly rules: Rules;
	/** Null for a lexicon without signs: the rules then answer alone. */
	private readonly signs: Signs | null;

	constructor(lexicon: CompiledLexicon) {
		this.rules = new Rules(lexicon);
		const { signs } = this.rules.prepared;
		this.signs = signs ? new Signs(signs) : null;
	}

	read(text: string, lang: Lang, without?: readonly Span[]): Reading {
		const { rules, signs } = this;
		const { matches, prepared, scope, score, selection } = rules;
		const c = prepared.constants;
		const tokens = rules.match(text);
		rules.select(tokens, without);
		rules.weigh(tokens);
		if (signs) {
			const skipped = without?.length ? markSkipped(tokens, without) : null;
			signs.run(tokens, prepared.vocabulary.lists, score, scope, selection.lean, skipped);
		}
		const answers = signs
			? settle(signs.logits, score, c)
			: decide(score, tokens, selection.lean, (scope.flags & FLAG_IRONY) !== 0, c);
		const evidence = explain(text, prepared, tokens, matches, selection, scope, score);
		if (signs) {
			explainSigns(text, tokens, signs, answers, score, c, evidence);
			sortEvidence(evidence);
		}
		return {
			lang,
			valence: round(answers.valence),
			polarity: answers.polarity,
			intensity: round(Math.min(1, score.peak)),
			confidence: round(answers.confidence),
			emotions: answers.emotions,
			factors: answers.factors,
			difficulty: answers.difficulty,
			safety: answers.safety,
			evidence,
			flags: flagsOf(scope.flags, score),
		};
	}
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
