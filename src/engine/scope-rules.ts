/** The rows of scope.tsv as the engine reads them. */
import { OPERATORS } from './labels.ts';

export const SCOPE_EFFECTS = [
	'negate',
	'raise',
	'lower',
	'contrast',
	'concede',
	'wish',
	'lack',
	'past',
	'lasting',
	'over',
	'question',
	'conditional',
	'other',
	'reported',
	'irony',
	'pseudo',
] as const;
export type ScopeEffect = (typeof SCOPE_EFFECTS)[number];

export type ScopeRule = {
	id: string;
	/** Number of the operator label that triggers it. */
	trigger: number;
	effect: ScopeEffect;
	/** Tokens it reaches after and before the trigger. */
	after: number;
	before: number;
	/** Stops at a comma, or only where the sentence ends. */
	bound: 'clause' | 'sentence';
	/** What it multiplies or weighs by. */
	factor: number;
	reason: string;
};

export function parseScope(text: string): ScopeRule[] {
	const rules: ScopeRule[] = [];
	for (const line of text ? text.split('\n') : []) {
		const [id = '', trigger = '', effect = '', after, before, bound, factor, reason = ''] =
			line.split('\t');
		rules.push({
			id,
			trigger: OPERATORS.indexOf(trigger as never),
			effect: effect as ScopeEffect,
			after: Number(after),
			before: Number(before),
			bound: bound === 'sentence' ? 'sentence' : 'clause',
			factor: Number(factor),
			reason,
		});
	}
	return rules;
}
