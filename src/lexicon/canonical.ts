/** Brings a term or pattern, written as people write, to the elements the engine matches. */
import type { Lang } from '#contracts/ids.ts';
import { gapOf, parsePattern, type Pattern } from '#engine/pattern.ts';
import { wordsOf } from '#engine/words.ts';
import { SLOTS } from '#engine/slot-words.ts';
import type { LemmaTable } from './lemmas.ts';
import type { Problem, TsvRow } from './tsv.ts';

export type CanonicalContext = { lang: Lang; lemmas: LemmaTable; classNames: Set<string> };

/** The pattern over symbols, or null when a problem was found. */
export function canonical(
	row: TsvRow,
	source: string,
	field: string,
	context: CanonicalContext,
	problems: Problem[],
): Pattern | null {
	const problem = (message: string): null => {
		problems.push({ file: row.file, line: row.line, field, message });
		return null;
	};
	if (!source) return problem('missing');
	const inflects = field === 'term' && row.cells['effect'] !== 'spelling';
	const forms = inflects ? formsOf(row) : [];
	const joined = inflects ? withForms(row, source, forms) : source;
	const pattern = resolve(joined ?? withForms(row, source, []) ?? source, context);
	if (typeof pattern === 'string') return problem(pattern);
	if (joined !== null) return pattern;
	const also: Pattern[] = [];
	for (const form of forms) {
		const other = resolve(form, context);
		if (typeof other === 'string') return problem(`form "${form}": ${other}`);
		const anchored = other.caret || other.dollar;
		also.push(anchored ? other : { ...other, caret: pattern.caret, dollar: pattern.dollar });
	}
	return { ...pattern, also };
}

/** A pattern over symbols, or what is wrong with it. */
function resolve(written: string, context: CanonicalContext): Pattern | string {
	const pattern = parsePattern(written.replace(/\.\.\./g, '…'));
	if (typeof pattern === 'string') return pattern;
	const parts: string[][][] = [];
	for (const part of pattern.parts) {
		const choices: string[][] = [];
		for (const choice of part) {
			const elements = elementsOf(choice, context);
			if (typeof elements === 'string') return elements;
			// a choice of punctuation alone can never be read; it does not make the others optional
			if (elements.length === 0 && choice.length > 0 && !choice.includes('s')) continue;
			if (!choices.some((other) => other.join(' ') === elements.join(' '))) choices.push(elements);
		}
		if (choices.some((choice) => choice.length > 0)) parts.push(choices);
	}
	if (parts.length === 0) return 'nothing to match';
	if (parts.every((part) => part.some((choice) => choice.length === 0))) return 'every part is optional';
	return { ...pattern, parts };
}

/** A pattern as text, to compare and to show. */
export function writeOut(pattern: Pattern): string {
	const parts = pattern.parts.map((part) => {
		const choices = part.filter((choice) => choice.length > 0).map((choice) => choice.join(' '));
		const optional = choices.length < part.length;
		if (choices.length === 1 && !optional) return choices[0]!;
		return `(${choices.join('|')})${optional ? '?' : ''}`;
	});
	return `${pattern.caret ? '^' : ''}${parts.join(' ')}${pattern.dollar ? '$' : ''}`;
}

/** Other spellings of a row; `=` is none. */
function formsOf(row: TsvRow): string[] {
	return (row.cells['forms'] ?? '')
		.split(',')
		.map((form) => form.trim())
		.filter((form) => form && form !== '=');
}

/**
 * One-word terms inflect by their part of speech, and `forms` become alternatives (`=` alone forbids inflection).
 * Null where they cannot stand in one group with the term: they are then ways of their own.
 */
function withForms(row: TsvRow, source: string, forms: string[]): string | null {
	if (row.cells['forms']?.trim() === '=') return source;
	const pos = row.cells['pos'] ?? '';
	const single = !/[\s(|~@{^$…?]/.test(source);
	const term = single && /^[vna]$/.test(pos) && !source.includes("'") ? `~${pos}:${source}` : source;
	if (forms.length === 0) return term;
	if (/[(|?)]/.test(term) || forms.some((form) => /[(|?)^$]/.test(form))) return null;
	const caret = term.startsWith('^') ? '^' : '';
	const dollar = term.endsWith('$') ? '$' : '';
	const body = term.slice(caret.length, term.length - dollar.length).trim();
	return `${caret}(${[body, ...forms].join('|')})${dollar}`;
}

function elementsOf(choice: string[], context: CanonicalContext): string[] | string {
	const elements: string[] = [];
	for (const written of choice) {
		const first = written[0]!;
		if (first === '…') {
			if (gapOf(written) < 1) return `"${written}": a gap is … or …1 to …9`;
			elements.push(written);
		} else if (first === '{' && written.length > 1) {
			if (!(SLOTS as readonly string[]).includes(written)) return `unknown slot ${written}`;
			elements.push(written);
		} else if (first === '@' && written.length > 1) {
			if (!context.classNames.has(written)) return `unknown class ${written}`;
			elements.push(written);
		} else if (first === '~' && written.length > 1) {
			const lemmas = context.lemmas.references(written.slice(1), context.lang);
			if (lemmas.length === 0) return `"${written}": no word`;
			elements.push(...lemmas);
		} else if (context.lang === 'fr' || written !== 's') elements.push(...wordsOf(written, context.lang));
	}
	return elements;
}
