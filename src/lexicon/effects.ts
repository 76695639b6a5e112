/** Checks the effect and weight columns: labels of the closed list, weights between 0 and 1. */
import { NEGATED } from '#engine/effect.ts';
import { labelOf } from '#engine/labels.ts';
import { numbers } from './container.ts';
import type { Problem, TsvRow } from './tsv.ts';

/** The effects, each with its weight, or null when a problem was found. */
export function checkEffects(row: TsvRow, name: string, problems: Problem[]): string | null {
	const problem = (field: string, message: string): null => {
		problems.push({ file: row.file, line: row.line, field, message });
		return null;
	};
	const weight = row.cells['weight'] ?? '';
	if (weight !== '' && !isWeight(weight)) return problem('weight', `"${weight}" is not between 0 and 1`);
	const effects = (row.cells['effect'] ?? '').split(/\s+/).filter(Boolean);
	if (effects.length === 0) return problem('effect', 'missing');
	for (const effect of effects) {
		const [label = '', own] = effect.replace(/^!/, '').split(':');
		const number = labelOf(label);
		if (number < 0) return problem('effect', `unknown label "${label}"`);
		if (own !== undefined && !isWeight(own)) return problem('effect', `"${effect}": weight not between 0 and 1`);
	}
	const operator = effects.some((effect) => OPERATORS.has(effect.split(':')[0]!));
	if (operator && name !== 'operators') return problem('effect', 'operators belong in operators.tsv');
	return effects
		.map((effect) => (effect.includes(':') ? effect : `${effect}:${weight || '0.5'}`))
		.join(' ');
}

const OPERATORS = new Set(
	(
		'negator intensifier downtoner contrast concession wish lack past lasting over question conditional other reported irony ' +
		'pseudo-negator self'
	).split(' '),
);

function isWeight(text: string): boolean {
	const value = Number(text);
	return Number.isFinite(value) && value >= 0 && value <= 1;
}

/** The distinct effects of a lexicon, as the engine reads them. */
export class EffectTable {
	private readonly known = new Map<string, number[]>();
	private numbers = new Map<string, number>();

	/** Key of the effect in text form `label:weight !label:weight`. */
	add(effect: string): string {
		const items = effect
			.split(' ')
			.filter(Boolean)
			.flatMap((item) => {
				const negated = item.startsWith('!');
				const [name = '', weight] = (negated ? item.slice(1) : item).split(':');
				return [labelOf(name) + (negated ? NEGATED : 0), Math.round(Number(weight) * 100)];
			});
		const key = items.join(' ');
		this.known.set(key, items);
		return key;
	}

	/** Numbers the effects: those that say the same side by side. */
	sort(): void {
		const keys = [...this.known.keys()].sort();
		this.numbers = new Map(keys.map((key, number) => [key, number]));
	}

	numberOf(key: string): number {
		return this.numbers.get(key)!;
	}

	/** Number of labels of each effect; the labels; their weights in hundredths. */
	sections(): [string, Uint8Array][] {
		const all = [...this.numbers.keys()].map((key) => this.known.get(key)!);
		return [
			['effect.size', numbers(all.map((items) => items.length / 2))],
			['effect.label', numbers(all.flatMap((items) => items.filter((_, at) => at % 2 === 0)))],
			['effect.weight', numbers(all.flatMap((items) => items.filter((_, at) => at % 2 === 1)))],
		];
	}
}
