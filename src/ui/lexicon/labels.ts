/** What rows of the lexicon say, and where they stand, in the reader's words. Apart from ../labels.ts, so that the employee's page does not carry it. */
import type { CatalogueRow } from '#contracts/catalogue.ts';
import { EMOTIONS, FACTORS, FAMILIES, type Difficulty, type Family } from '#contracts/ids.ts';
import { LABELS } from '#engine/labels.ts';
import { foldOf } from '#engine/letters.ts';
import { m } from '#messages/messages.js';
import { difficultyName, emotionName, factorName, familyName } from '../labels.ts';

type Message = () => string;

const SAYS: Record<string, Message> = {
	positive: m.read_as_positive,
	negative: m.read_as_negative,
	neutral: m.read_as_neutral,
	crisis: m.says_crisis,
	violence: m.says_violence,
	figurative: m.says_figurative,
	spelling: m.says_spelling,
	negator: m.says_negator,
	intensifier: m.says_intensifier,
	downtoner: m.says_downtoner,
	contrast: m.says_contrast,
	concession: m.says_concession,
	wish: m.says_wish,
	lack: m.says_lack,
	past: m.says_past,
	lasting: m.says_lasting,
	over: m.says_over,
	question: m.says_question,
	conditional: m.says_conditional,
	other: m.says_other,
	reported: m.says_reported,
	irony: m.says_irony,
	'pseudo-negator': m.says_pseudo_negator,
	self: m.says_self,
	// The effects of scope.tsv, and what signs call the same things.
	negate: m.says_negator,
	raise: m.says_intensifier,
	lower: m.says_downtoner,
	concede: m.says_concession,
	pseudo: m.says_pseudo_negator,
	good: m.read_as_positive,
	bad: m.read_as_negative,
	settled: m.read_as_neutral,
	lean: m.theme_hints,
	asks: m.says_question,
	exclaims: m.sign_exclaims,
	quotes: m.sign_quotes,
};

const isIn = <T extends string>(list: readonly T[], value: string): value is T =>
	(list as readonly string[]).includes(value);

/** A label in words, without its `!`; one that this version does not know stays as it is. */
export function labelName(label: string): string {
	if (isIn(EMOTIONS, label)) return emotionName(label);
	if (isIn(FACTORS, label)) return factorName(label);
	const difficulty = /^d\.(\w+)$|^(\w+)\.d$/.exec(label);
	if (difficulty)
		return m.says_difficulty({
			what: difficultyName((difficulty[1] ?? difficulty[2]) as Difficulty),
		});
	if (label.startsWith('@')) return m.says_class({ name: label });
	return SAYS[label]?.() ?? label;
}

/** Labels whose name holds all of `q`, in the reader's language; none for so short a word that it is in many. */
export function labelsNamed(q: string): string[] {
	const wanted = foldOf(q.trim());
	if (wanted.length < 3) return [];
	return LABELS.filter((label) => foldOf(labelName(label)).includes(wanted));
}

const THEMES: Record<string, Message> = {
	'emotions-positive': m.theme_emotions_positive,
	'emotions-negative': m.theme_emotions_negative,
	difficulty: m.theme_difficulty,
	idioms: m.theme_idioms,
	scenes: m.theme_scenes,
	workday: m.theme_workday,
	frames: m.theme_frames,
	safety: m.theme_safety,
	neutral: m.theme_neutral,
	hints: m.theme_hints,
	emoji: m.theme_emoji,
	operators: m.theme_operators,
	scope: m.theme_scope,
	spelling: m.theme_spelling,
	classes: m.theme_classes,
	signs: m.theme_signs,
	custom: m.theme_custom,
};

/** A source file by its name; the six of the factors bear the factors' names. */
export const themeName = (theme: string): string =>
	isIn<Family>(FAMILIES, theme) ? familyName(theme) : (THEMES[theme]?.() ?? theme);

/** The row's own words, or what its name stands for: operators of scope.tsv, and the rule scores among the signs. */
export function termName({ term, theme, sign }: CatalogueRow): string {
	if (theme === 'scope') return labelName(term);
	if (sign !== 'rule') return term;
	if (term === '=always') return m.sign_always();
	const length = /^=(up-to|from)-(\d+)$/.exec(term);
	if (length)
		return length[1] === 'from'
			? m.sign_from({ count: length[2]! })
			: m.sign_up_to({ count: length[2]! });
	const what = labelName(term.replace(/^=/, '').replace(/[?!]$/, ''));
	return term.endsWith('?') ? m.sign_rule_at_all({ what }) : m.sign_rule({ what });
}
