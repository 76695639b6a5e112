/** Puts a refused input into words. Values are not repeated: a misplaced column may hold what somebody wrote. */
import { MAX_FACTORS } from '#contracts/policy.ts';
import type { InputFault } from '#server/analytics/table-file.ts';

const WORDS: Record<string, string> = {
	'empty-file': 'the file is empty',
	'missing-column': 'this column is missing',
	'column-twice': 'this column stands twice',
	'not-utf-8': 'the bytes are not UTF-8',
	nul: 'a NUL byte',
	'line-too-long': 'a record of more than 1 MB',
	'bare-cr': 'a carriage return without a line feed',
	'quote-in-field': 'a quote inside a field that is not quoted',
	'text-after-quote': 'text after the closing quote',
	'unclosed-quote': 'a quoted field is not closed',
	columns: 'the number of fields is not the header’s',
	'not-parquet': 'the file cannot be read as Parquet',
	UNIT_UNKNOWN: 'unknown unit',
	UNIT_DUPLICATE: 'this unit stands twice',
	TREE_TWO_ROOTS: 'a second root',
	TREE_CYCLE: 'a cycle of units',
	BAD_INPUT: 'a unit with an id is needed here',
	'head-count': 'not a whole number >= 0',
	'plan-measure': 'an unknown measure, or one that stands twice',
	'plan-max_depth': 'not a whole number >= 0',
	'unknown-unit': 'unknown unit',
	'unknown-id': 'unknown id',
	missing: 'a value is missing',
	period: 'not a period, not of the same kind as the first, or overlapping another',
	'too-many': `more than ${MAX_FACTORS} factors`,
	overfull: 'more voices than eligible people in the pool of this unit, in this period',
};

/** `FILE, line N, field F: what is wrong`. */
export function describeFault({ file, line, field, problem }: InputFault): string {
	const words = problem === 'twice' ? twice(field) : (WORDS[problem] ?? problem);
	return `${file}, line ${line}, field ${field}: ${words}`;
}

const twice = (field: string): string =>
	field === 'voice' ? 'the same period and voice stand twice' : 'a factor stands twice';
