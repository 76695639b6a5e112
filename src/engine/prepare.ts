/** Unfolds a compiled lexicon into the arrays that matching reads; once per language. */
import type { Lang } from '#contracts/ids.ts';
import type { CompiledLexicon } from './compiled.ts';
import { type Constants, readConstants } from './constants.ts';
import { type Effect, parseEffect } from './effect.ts';
import { OPERATORS } from './labels.ts';
import { decode, END, OWNED, show } from './program.ts';
import { parseScope, type ScopeRule } from './scope-rules.ts';
import { PERSON_WORD, slotBits, SLOTS, type SlotNumbers } from './slot-words.ts';
import { PatternIndex } from './pattern-index.ts';
import { CARET_ROOT, ROOT, SPAN_ROOT, Trie } from './trie.ts';
import { TrieBuilder } from './trie-builder.ts';
import type { Vocabulary } from './vocabulary.ts';
import { type Ending, readEnding, VocabularyBuilder } from './vocabulary-builder.ts';

/** Classes that {PERSON} is built of. */
const PERSON_CLASSES = ['@manager', '@colleague', '@public', '@person'];

export type Prepared = {
	lang: Lang;
	vocabulary: Vocabulary;
	trie: Trie;
	/** What a row says. */
	effect(row: number): Effect;
	/** `file:term` or `frames:id`. */
	ruleId(row: number): string;
	/** Why, for frames; else empty. */
	reason(row: number): string;
	/** Every form of the lexicon, inflected. */
	listForms(): string[];
	/** By symbol: 1 if it is a class of people. */
	personClass: Uint8Array;
	/** By vocabulary entry: what it can be in a slot. */
	slotBits: Uint16Array;
	slots: SlotNumbers;
	/** By operator number: the scope rules it triggers. */
	scopeBy: ScopeRule[][];
	weights: Record<string, number>;
	constants: Constants;
	/** The packed table of weighted signs, or null. */
	signs: Uint8Array | null;
};

export function prepare(lexicon: CompiledLexicon): Prepared {
	const names = lexicon.words.split('\n');
	const endings = lexicon.endings
		.split('\n')
		.map((line) => line.split(',').map((end) => readEnding(end)));
	const spellingLines = lexicon.spelling ? lexicon.spelling.split('\n') : [];
	const builder = new VocabularyBuilder(lexicon.forms + 400 + (lexicon.spelling.length >> 1));
	const personClass = new Uint8Array(lexicon.symbols);
	const slots = {} as SlotNumbers;
	for (const slot of SLOTS) slots[slot] = Math.max(0, names.indexOf(slot));
	for (const name of PERSON_CLASSES) {
		const symbol = names.indexOf(name);
		if (symbol >= 0) personClass[symbol] = 1;
	}
	const persons: number[] = [];
	for (let line = 0; line < names.length; line++) {
		addWord(
			builder,
			names[line]!,
			line < lexicon.symbols ? line : -1,
			endings,
			personClass,
			persons,
		);
	}

	const patterns = new PatternIndex(lexicon.program, ROOT, lexicon.symbols);
	const spans = new PatternIndex(lexicon.spans, SPAN_ROOT, lexicon.symbols);
	const trie = new Trie(lexicon.symbols, (grown, root, sym) =>
		root === SPAN_ROOT
			? grow(grown, lexicon.spans, spans.waysOf(root, sym), sym, (index) =>
					decode(lexicon.spanClasses.charCodeAt(index)),
				)
			: grow(grown, lexicon.program, patterns.waysOf(root, sym), sym, (index) => index),
	);
	patterns.mark(ROOT, trie.rootEdges[ROOT]);
	patterns.mark(CARET_ROOT, trie.rootEdges[CARET_ROOT]);
	spans.mark(SPAN_ROOT, trie.rootEdges[SPAN_ROOT]);

	const slotWords: [number, number][] = [];
	for (const [word, bits] of slotBits(lexicon.lang)) slotWords.push([builder.add(word, []), bits]);
	const spellings: [number, number[]][] = [];
	for (const line of spellingLines) {
		const tab = line.indexOf('\t');
		const words = line
			.slice(0, tab)
			.split(' ')
			.map((word) => builder.add(word, []));
		for (const variant of line.slice(tab + 1).split(','))
			spellings.push([builder.add(variant, []), words]);
	}
	const vocabulary = builder.build();
	for (const [variant, words] of spellings) {
		vocabulary.expand[variant] = vocabulary.expansions.length;
		vocabulary.expansions.push(words);
	}
	const bits = new Uint16Array(vocabulary.size);
	for (const [entry, bit] of slotWords) bits[entry]! |= bit;
	for (const entry of persons) bits[entry]! |= PERSON_WORD;

	const scope = parseScope(lexicon.scope);
	return {
		lang: lexicon.lang,
		vocabulary,
		trie,
		...describeRows(lexicon, names, patterns.offsets),
		listForms: () => listForms(names, lexicon.endings),
		personClass,
		slotBits: bits,
		slots,
		scopeBy: OPERATORS.map((_, operator) => scope.filter((rule) => rule.trigger === operator)),
		weights: lexicon.weights,
		constants: readConstants(lexicon.weights),
		signs: lexicon.signs ? Uint8Array.from(atob(lexicon.signs), (char) => char.charCodeAt(0)) : null,
	};
}

/** Adds to `trie` the ways given (see `PatternIndex.waysOf`), all of which begin with `sym`. */
function grow(
	trie: Trie,
	program: string,
	ways: readonly number[],
	sym: number,
	rowOf: (index: number) => number,
): number {
	let size = 0;
	for (let k = 0; k < ways.length; k += 2) {
		size += program.indexOf(String.fromCharCode(END), ways[k]!) - ways[k]!;
	}
	const builder = new TrieBuilder(size);
	for (let k = 0; k < ways.length; k += 2) {
		builder.add(program, ways[k]!, sym, rowOf(ways[k + 1]!));
	}
	return builder.build(trie);
}

function addWord(
	builder: VocabularyBuilder,
	line: string,
	symbol: number,
	endings: Ending[][],
	personClass: Uint8Array,
	persons: number[],
): void {
	const first = line.charCodeAt(0);
	if ((first === 64 || first === 123) && line.length > 1) return; // @class, {SLOT}
	const symbols: number[] = symbol < 0 ? [] : [symbol];
	let end = line.length > 1 ? line.indexOf(OWNED) : -1;
	let person = false;
	if (end < 0) end = line.length;
	for (let i = end + 1; i < line.length; i++) {
		const owner = decode(line.charCodeAt(i));
		symbols.push(owner);
		if (personClass[owner]) person = true;
	}
	const tab = line.indexOf('\t');
	if (tab < 0 || tab > end) {
		const entry = builder.add(end === line.length ? line : line.slice(0, end), symbols);
		if (person) persons.push(entry);
		return;
	}
	const next = line.indexOf('\t', tab + 1);
	builder.open(line, Number(line.slice(tab + 1, next)));
	const table = endings[Number(line.slice(next + 1, end))]!;
	for (let i = 0; i < table.length; i++) {
		const entry = builder.close(table[i]!, symbols);
		if (person) persons.push(entry);
	}
}

function listForms(names: string[], endings: string): string[] {
	const tables = endings.split('\n').map((line) => line.split(','));
	const forms: string[] = [];
	for (const line of names) {
		if (/^[@{].|^.$/u.test(line)) continue;
		const [word = '', stem, table] = line.replace(/¦.*$/, '').split('\t');
		if (table === undefined) forms.push(word);
		else
			for (const ending of tables[Number(table)]!) forms.push(word.slice(0, Number(stem)) + ending);
	}
	return forms;
}

/** Effects, ids and reasons are read when first asked for. */
function describeRows(
	lexicon: CompiledLexicon,
	names: string[],
	offsets: readonly number[],
): Pick<Prepared, 'effect' | 'ruleId' | 'reason'> {
	const { files } = lexicon;
	const effects = lexicon.effects.split('\n');
	const parsed: (Effect | undefined)[] = new Array(lexicon.rowEffects.length).fill(undefined);
	const shared = new Map<string, Effect>();
	const ids: (string | undefined)[] = new Array(lexicon.rowEffects.length).fill(undefined);
	const reasons: string[] = [];
	let frames: string[] | null = null;
	const framesFrom = files.findIndex(([name]) => name === 'frames');
	const first = files.slice(0, Math.max(0, framesFrom)).reduce((sum, [, count]) => sum + count, 0);
	const last = framesFrom < 0 ? -1 : first + files[framesFrom]![1];
	const isFrame = (row: number): boolean => row >= first && row < last;
	const frame = (row: number): string => (frames ??= lexicon.frames.split('\n'))[row - first] ?? '';
	const fileOf = (row: number): string => {
		let from = 0;
		for (const [name, count] of files) if (row < (from += count)) return name;
		return '';
	};
	return {
		effect(row) {
			const known = parsed[row];
			if (known) return known;
			const text = effects[decode(lexicon.rowEffects.charCodeAt(row))] ?? '';
			const key = `${isFrame(row) ? 'f' : ''}${fileOf(row)} ${text}`;
			let effect = shared.get(key);
			if (!effect) shared.set(key, (effect = parseEffect(text, fileOf(row))));
			return (parsed[row] = effect);
		},
		ruleId(row) {
			const known = ids[row];
			if (known) return known;
			const own = isFrame(row)
				? frame(row).split('\t')[0]!
				: show(lexicon.program, offsets[row]!, names);
			return (ids[row] = `${fileOf(row)}:${own}`);
		},
		reason: (row) =>
			isFrame(row) ? (reasons[row - first] ??= frame(row).slice(frame(row).indexOf('\t') + 1)) : '',
	};
}
