/** Unfolds a compiled lexicon into the arrays that matching reads; once per language. */
import type { Lang } from '#contracts/ids.ts';
import type { CompiledLexicon } from './compiled.ts';
import { FIGURATIVE, FIRST_OPERATOR, labelOf, SIGN } from './labels.ts';
import { gapOf, parsePattern } from './pattern.ts';
import { parseScope, type ScopeRule } from './scope-rules.ts';
import { PERSON_WORD, slotBits, SLOTS, type SlotNumbers } from './slot-words.ts';
import { CARET_ROOT, ROOT, SPAN_ROOT, Trie } from './trie.ts';
import { Vocabulary } from './vocabulary.ts';

/** Classes that {PERSON} is built of. */
const PERSON_CLASSES = ['@manager', '@colleague', '@public', '@person'];

/** One lexicon row, ready for scoring. */
export type Row = {
	/** `file:term` or `frames:id`. */
	id: string;
	file: string;
	/** Label numbers and their weights, then what it says when negated. */
	labels: number[];
	weights: number[];
	negLabels: number[];
	negWeights: number[];
	reason: string;
	/** Must end a sentence. */
	dollar: boolean;
	/** Number of its operator label, or -1. */
	operator: number;
	figurative: boolean;
	/** Sum of the labels' signs by weight: > 0 good, < 0 bad. */
	sign: number;
};

export type Prepared = {
	lang: Lang;
	vocabulary: Vocabulary;
	trie: Trie;
	/** By symbol: the node each root leads to, 0 if none. */
	rootEdge: Int32Array;
	caretEdge: Int32Array;
	spanEdge: Int32Array;
	rows: Row[];
	/** By symbol: 1 if it is a class of people. */
	personClass: Uint8Array;
	/** By vocabulary entry: what it can be in a slot. */
	slotBits: Uint16Array;
	slots: SlotNumbers;
	scope: ScopeRule[];
	weights: Record<string, number>;
};

export function prepare(lexicon: CompiledLexicon): Prepared {
	const symbols = new Map<string, number>();
	const forms = new Map<string, number[]>();
	const symbolOf = (name: string): number => {
		let symbol = symbols.get(name);
		if (symbol === undefined) symbols.set(name, (symbol = symbols.size));
		return symbol;
	};
	const addForm = (form: string, symbol: number): void => {
		const list = forms.get(form);
		if (!list) forms.set(form, [symbol]);
		else if (!list.includes(symbol)) list.push(symbol);
	};
	const lemmas = readLemmas(lexicon);
	/** Symbol of a pattern element; the first use of a word or lemma puts its forms in the vocabulary. */
	const element = (name: string): number => {
		const known = symbols.get(name);
		if (known !== undefined) return known;
		const symbol = symbolOf(name);
		const first = name.charCodeAt(0);
		if (first === 126) for (const form of formsOf(lemmas, name.slice(1))) addForm(form, symbol);
		else if ((first !== 64 && first !== 123) || name.length === 1) addForm(name, symbol);
		return symbol;
	};
	for (const slot of SLOTS) symbolOf(slot);

	const trie = new Trie();
	const insert = (root: number, sequence: string[], row: number): void => {
		let node = root;
		for (const name of sequence) {
			const gap = gapOf(name);
			node = gap > 0 ? trie.addGap(node, gap) : trie.addEdge(node, element(name));
		}
		trie.addEnd(node, row);
	};

	const nested: [number, number][] = [];
	for (const line of lines(lexicon.classes)) {
		const [name = '', members = ''] = line.split('\t');
		const symbol = symbolOf(name);
		for (const member of members.split(';')) {
			const pattern = parsePattern(member);
			if (typeof pattern === 'string') continue;
			for (const sequence of pattern.sequences) {
				const only = sequence[0]!;
				if (sequence.length > 1) insert(SPAN_ROOT, sequence, symbol);
				else if (only.startsWith('~')) {
					for (const form of formsOf(lemmas, only.slice(1))) addForm(form, symbol);
				} else if (only.startsWith('@')) nested.push([symbolOf(only), symbol]);
				else addForm(only, symbol);
			}
		}
	}

	const rows: Row[] = [];
	let file = '';
	for (const line of lines(lexicon.rows)) {
		if (line.startsWith('#')) {
			file = line.slice(1);
			continue;
		}
		const [source = '', effects = '', weight = '', id = '', reason = ''] = line.split('\t');
		const pattern = parsePattern(source);
		if (typeof pattern === 'string') continue;
		const row = readRow(file, id || source, effects, Number(weight || 0.5), reason);
		row.dollar = pattern.dollar;
		for (const sequence of pattern.sequences) {
			insert(pattern.caret ? CARET_ROOT : ROOT, sequence, rows.length);
		}
		rows.push(row);
	}

	const spellings: [string, string[]][] = [];
	for (const line of lines(lexicon.spelling)) {
		const [normal = '', variants = ''] = line.split('\t');
		const words = normal.split(' ');
		for (const word of words) if (!forms.has(word)) forms.set(word, []);
		for (const variant of variants.split(',')) {
			if (!forms.has(variant)) forms.set(variant, []);
			spellings.push([variant, words]);
		}
	}
	const slotWords = slotBits(lexicon.lang);
	for (const word of slotWords.keys()) if (!forms.has(word)) forms.set(word, []);
	if (nested.length) {
		for (const list of forms.values()) {
			for (const [from, to] of nested) if (list.includes(from) && !list.includes(to)) list.push(to);
		}
	}

	const vocabulary = new Vocabulary(forms);
	for (const [variant, words] of spellings) {
		vocabulary.expand[vocabulary.entryOf(variant)] = vocabulary.expansions.length;
		vocabulary.expansions.push(words.map((word) => vocabulary.entryOf(word)));
	}
	const personClass = new Uint8Array(symbols.size);
	for (const name of PERSON_CLASSES) {
		const symbol = symbols.get(name);
		if (symbol !== undefined) personClass[symbol] = 1;
	}
	const slots = {} as SlotNumbers;
	for (const slot of SLOTS) slots[slot] = symbols.get(slot)!;
	return {
		lang: lexicon.lang,
		vocabulary,
		trie,
		rootEdge: edgesOf(trie, ROOT, symbols.size),
		caretEdge: edgesOf(trie, CARET_ROOT, symbols.size),
		spanEdge: edgesOf(trie, SPAN_ROOT, symbols.size),
		rows,
		personClass,
		slotBits: slotWordBits(vocabulary, slotWords, personClass),
		slots,
		scope: parseScope(lexicon.scope),
		weights: lexicon.weights,
	};
}

type Lemmas = { at: Map<string, [string, number]>; endings: string[][] };

function readLemmas(lexicon: CompiledLexicon): Lemmas {
	const at = new Map<string, [string, number]>();
	for (const line of lines(lexicon.lemmas)) {
		const [name = '', stem = '', table = '0'] = line.split('\t');
		at.set(name, [stem, Number(table)]);
	}
	return { at, endings: lexicon.endings.split('\n').map((line) => line.split(',')) };
}

function formsOf(lemmas: Lemmas, name: string): string[] {
	const lemma = lemmas.at.get(name);
	if (!lemma) return [name.replace(/^[vna]:/, '')];
	return (lemmas.endings[lemma[1]] ?? ['']).map((ending) => lemma[0] + ending);
}

function readRow(file: string, id: string, effects: string, weight: number, reason: string): Row {
	const row: Row = {
		id: `${file}:${id}`,
		file,
		labels: [],
		weights: [],
		negLabels: [],
		negWeights: [],
		reason,
		dollar: false,
		operator: -1,
		figurative: false,
		sign: 0,
	};
	for (const effect of effects.split(' ')) {
		const [name = '', own] = effect.replace(/^!/, '').split(':');
		const label = labelOf(name);
		const value = own ? Number(own) : weight;
		if (label < 0) continue;
		if (effect.startsWith('!')) {
			row.negLabels.push(label);
			row.negWeights.push(value);
		} else if (label >= FIRST_OPERATOR) {
			row.operator = label - FIRST_OPERATOR;
			row.weights.push(value);
		} else if (label === FIGURATIVE) row.figurative = true;
		else {
			row.labels.push(label);
			row.weights.push(value);
			row.sign += SIGN[label]! * value;
		}
	}
	return row;
}

function edgesOf(trie: Trie, root: number, symbols: number): Int32Array {
	const edges = new Int32Array(symbols);
	for (let symbol = 0; symbol < symbols; symbol++) edges[symbol] = trie.child(root, symbol);
	return edges;
}

function slotWordBits(
	vocabulary: Vocabulary,
	words: Map<string, number>,
	personClass: Uint8Array,
): Uint16Array {
	const bits = new Uint16Array(vocabulary.size);
	for (const [word, bit] of words) bits[vocabulary.entryOf(word)]! |= bit;
	for (let entry = 0; entry < vocabulary.size; entry++) {
		const off = vocabulary.symOff[entry]!;
		for (let i = 0; i < vocabulary.symLen[entry]!; i++) {
			if (personClass[vocabulary.syms[off + i]!]) bits[entry]! |= PERSON_WORD;
		}
	}
	return bits;
}

function lines(text: string): string[] {
	return text ? text.split('\n') : [];
}

