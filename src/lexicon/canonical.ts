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
	const forms = (row.cells['forms'] ?? '').split(',').map((form) => form.trim()).filter(Boolean);
	const written = field === 'term' && row.cells['effect'] !== 'spelling' ? withForms(row, source, forms) : source;
	const pattern = parsePattern(written.replace(/\.\.\./g, '…'));
	if (typeof pattern === 'string') return problem(pattern);
	const parts: string[][][] = [];
	for (const part of pattern.parts) {
		const choices: string[][] = [];
		for (const choice of part) {
			const elements = elementsOf(choice, context);
			if (typeof elements === 'string') return problem(elements);
			if (!choices.some((other) => other.join(' ') === elements.join(' '))) choices.push(elements);
		}
		if (choices.some((choice) => choice.length > 0)) parts.push(choices);
	}
	if (parts.length === 0) return problem('nothing to match');
	if (parts.every((part) => part.some((choice) => choice.length === 0))) return problem('every part is optional');
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

/** One-word terms inflect by their part of speech; `forms` adds spellings, `=` alone forbids inflection. */
function withForms(row: TsvRow, source: string, forms: string[]): string {
	const pos = row.cells['pos'] ?? '';
	const single = !/[\s(|~@{^$…?]/.test(source);
	let term = source;
	if (forms.length === 1 && forms[0] === '=') return source;
	if (single && /^[vna]$/.test(pos) && !source.includes("'")) term = `~${pos}:${source}`;
	const extra = forms.filter((form) => form !== '=');
	if (extra.length === 0) return term;
	if (/[(|?]/.test(term)) return term;
	const caret = term.startsWith('^') ? '^' : '';
	const dollar = term.endsWith('$') ? '$' : '';
	const body = term.slice(caret.length, term.length - dollar.length).trim();
	return `${caret}(${[body, ...extra].join('|')})${dollar}`;
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
