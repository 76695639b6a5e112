/** Wraps a compiled lexicon in the arrays that reading uses; once per language. */
import type { Lang } from '#contracts/ids.ts';
import { Columns } from './columns.ts';
import { type Constants, readConstants } from './constants.ts';
import { type LexiconFile, readSections } from './container.ts';
import { type Effect, readEffect } from './effect.ts';
import { OPERATORS } from './labels.ts';
import { Lexemes } from './lexemes.ts';
import { foldOf } from './letters.ts';
import { Patterns } from './patterns.ts';
import { parseScope, type ScopeRule } from './scope-rules.ts';
import { SignTable } from './sign-table.ts';
import { PERSON_WORD, SLOTS, type SlotNumbers } from './slot-words.ts';
import { FIRST_SYMBOL } from './symbols.ts';
import { type Dictionary, type Extra, Vocabulary } from './vocabulary.ts';

/** The section `about`, in JSON. */
type About = {
	lang: Lang;
	/** Files in order, with their number of rows. */
	files: [name: string, rows: number][];
	/** Number of classes and slots, the first symbols. */
	groups: number;
	/** Symbols of SLOTS, and of the classes of people. */
	slots: number[];
	persons: number[];
	weights: Record<string, number>;
	/** Scope rules, one a line, the columns of scope.tsv without its example. */
	scope: string;
	/** Variants, one a line: `normal form TAB variant,variant`. */
	spelling: string;
	slotWords: [word: string, bits: number][];
};

export type Prepared = {
	lang: Lang;
	vocabulary: Vocabulary;
	patterns: Patterns;
	/** By way of `patterns`. */
	rowOfWay: Int32Array;
	/** Members of classes that have several words; `ownerOfSpan` gives the class. */
	spans: Patterns;
	ownerOfSpan: Int32Array;
	/** What a row says. */
	effect(row: number): Effect;
	/** `file:term` or `frames:id`; `file:number` where the names were not loaded. */
	ruleId(row: number): string;
	/** Why, for frames; else empty. */
	reason(row: number): string;
	/** By symbol: 1 if it is a class of people. */
	personClass: Uint8Array;
	slots: SlotNumbers;
	/** By operator number: the scope rules it triggers. */
	scopeBy: ScopeRule[][];
	constants: Constants;
	/** The weighted signs, or null. */
	signs: SignTable | null;
};

/** One file, or several whose sections are taken together. */
export type CompiledLexicon = LexiconFile | readonly LexiconFile[];

/** @throws Error if it is no compiled lexicon, damaged, or of another version. */
export function prepare(lexicon: CompiledLexicon): Prepared {
	const files =
		lexicon instanceof Uint8Array || lexicon instanceof ArrayBuffer ? [lexicon] : lexicon;
	const columns = new Columns(readSections(files));
	const about = JSON.parse(columns.text('about')) as About;
	const lexemes = new Lexemes(columns);
	const firstWord = FIRST_SYMBOL + about.groups;
	const symbols = firstWord + lexemes.size;
	const personClass = new Uint8Array(symbols);
	for (const symbol of about.persons) personClass[symbol] = 1;
	const patterns = new Patterns(columns, 'way', symbols);
	const spans = new Patterns(columns, 'span', symbols);
	const scope = parseScope(about.scope);
	const packed = columns.has('signs') ? columns.bytes('signs') : null;
	const signs = packed?.length ? new SignTable(packed) : null;
	return {
		lang: about.lang,
		vocabulary: new Vocabulary({
			lexemes,
			firstWord,
			owners: readOwners(columns, firstWord, lexemes.size),
			extras: readExtras(about),
			leads: {
				places: patterns.places,
				spans: spans.places,
				rowOfSymbol: signs?.rowOfSymbol ?? new Int32Array(0),
			},
			signOf: (stem) => signs?.find(stem) ?? -1,
			personClass,
			personBit: PERSON_WORD,
		}),
		patterns,
		rowOfWay: owners(columns.numbers('row.ways'), patterns.count, 0),
		spans,
		ownerOfSpan: owners(columns.numbers('class.spans'), spans.count, FIRST_SYMBOL),
		...describeRows(columns, about),
		personClass,
		slots: Object.fromEntries(SLOTS.map((slot, i) => [slot, about.slots[i]!])) as SlotNumbers,
		scopeBy: OPERATORS.map((_, operator) => scope.filter((rule) => rule.trigger === operator)),
		constants: readConstants(about.weights),
		signs,
	};
}

/** By item: the number, from `first` on, of the list it belongs to. */
function owners(sizes: Int32Array, count: number, first: number): Int32Array {
	const owner = new Int32Array(count);
	let at = 0;
	for (let list = 0; list < sizes.length; list++) {
		for (let k = sizes[list]!; k > 0; k--) owner[at++] = first + list;
	}
	return owner;
}

/** The classes of each word, as linked lists. */
function readOwners(columns: Columns, firstWord: number, words: number): Dictionary['owners'] {
	const sizes = columns.numbers('class.size');
	const members = columns.numbers('class.word');
	const head = new Int32Array(words);
	const next = new Int32Array(members.length + 1);
	const symbol = new Int32Array(members.length + 1);
	let at = 0;
	for (let list = 0; list < sizes.length; list++) {
		let word = -firstWord;
		for (let k = sizes[list]!; k > 0; k--) {
			word += members[at++]!;
			symbol[at] = FIRST_SYMBOL + list;
			next[at] = head[word]!;
			head[word] = at;
		}
	}
	return { head, next, symbol };
}

/** Words of slots, misspellings and what they stand for, by folded form. */
function readExtras(about: About): Map<string, Extra> {
	const extras = new Map<string, Extra>();
	const extra = (word: string): Extra => {
		const form = foldOf(word);
		let found = extras.get(form);
		if (!found) extras.set(form, (found = { bits: 0, words: null }));
		return found;
	};
	for (const [word, bits] of about.slotWords) extra(word).bits |= bits;
	for (const line of about.spelling ? about.spelling.split('\n') : []) {
		const tab = line.indexOf('\t');
		const words = line.slice(0, tab).split(' ').map(foldOf);
		words.forEach(extra);
		for (const variant of line.slice(tab + 1).split(',')) extra(variant).words = words;
	}
	return extras;
}

/** Effects, names and reasons are read when first asked for. */
function describeRows(
	columns: Columns,
	about: About,
): Pick<Prepared, 'effect' | 'ruleId' | 'reason'> {
	const { files } = about;
	const rowEffects = columns.numbers('row.effect');
	const sizes = columns.numbers('effect.size');
	const labels = columns.bytes('effect.label');
	const weights = columns.bytes('effect.weight');
	const offsets = new Int32Array(sizes.length + 1);
	for (let i = 0; i < sizes.length; i++) offsets[i + 1] = offsets[i]! + sizes[i]!;
	const parsed: (Effect | undefined)[] = new Array(rowEffects.length).fill(undefined);
	const framesAt = files.findIndex(([name]) => name === 'frames');
	const first = files.slice(0, Math.max(0, framesAt)).reduce((sum, [, count]) => sum + count, 0);
	const last = framesAt < 0 ? -1 : first + files[framesAt]![1];
	let reasons: string[] | null = null;
	let reasonOf: Int32Array | null = null;
	let names: string[] | null = null;
	const fileOf = (row: number): string => {
		let from = 0;
		for (const [name, count] of files) if (row < (from += count)) return name;
		return '';
	};
	return {
		effect(row) {
			const known = parsed[row];
			if (known) return known;
			const at = rowEffects[row]!;
			return (parsed[row] = readEffect(
				labels,
				weights,
				offsets[at]!,
				offsets[at + 1]!,
				fileOf(row),
			));
		},
		ruleId(row) {
			names ??= columns.has('names') ? columns.text('names').split('\n') : [];
			return (names[row] ??= `${fileOf(row)}:${row}`);
		},
		reason(row) {
			if (row < first || row >= last) return '';
			reasons ??= columns.text('reasons').split('\n');
			reasonOf ??= columns.numbers('frame.reason');
			return reasons[reasonOf[row - first]!]!;
		},
	};
}
