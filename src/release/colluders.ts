/** What colleagues who pool what they know learn of one of the others: an exact Bayesian guess against the very noise of R4, simulated. */
import { VALENCES } from '#contracts/ids.ts';
import { EPSILON } from '#contracts/policy.ts';
import { geometricNoise, type RandomWords } from './noise.ts';

const LEVELS = VALENCES.length;

export type Plot = {
	/** Voices counted together: the smallest group that can be published has k. */
	voices: number;
	/** Those of them who tell each other what they answered; at most `voices` - 1. */
	colluders: number;
	/** Periods over which nobody outside the plot changes their answer. */
	periods: readonly number[];
	/** Groups simulated. */
	trials: number;
};

export type Learned = {
	/** For each of `periods`: how often the best possible guess of the target's valence is right, 0..1. */
	right: number[];
	/** The same, had the others' total been published exactly. */
	exact: number;
};

/**
 * Everybody outside the plot answers one of three valences, each as likely; the plot knows who answered, the others' number,
 * the law of the noise and that answers stay. It takes its own answers off the published counts and guesses by maximum a
 * posteriori, so no other way of guessing from these counts can do better on average. Draws are the server's (R4).
 * @throws RangeError where nobody is left to guess.
 */
export function simulateColluders(plot: Plot, random: RandomWords): Learned {
	const outside = plot.voices - plot.colluders;
	if (outside < 1) throw new RangeError('somebody must be outside the plot');
	const noise = geometricNoise(EPSILON, random);
	const worlds = compositions(outside - 1);
	const longest = Math.max(...plot.periods);
	const hits = plot.periods.map(() => 0);
	let exactHits = 0;
	for (let trial = 0; trial < plot.trials; trial++) {
		const counts: number[] = Array.from({ length: LEVELS }, () => 0);
		const target = below(LEVELS, random);
		counts[target]!++;
		for (let other = 1; other < outside; other++) counts[below(LEVELS, random)]!++;
		// Ties go to a level at random, as a guess would.
		const favourite = below(LEVELS, random);
		if (best(counts, favourite) === target) exactHits++;
		const logs = worlds.map((world) => Array.from({ length: LEVELS }, () => world.log));
		for (let period = 1; period <= longest; period++) {
			const seen = counts.map((count) => count + noise());
			for (const [at, { others }] of worlds.entries())
				for (let guess = 0; guess < LEVELS; guess++) {
					let distance = 0;
					for (let level = 0; level < LEVELS; level++)
						distance += Math.abs(seen[level]! - others[level]! - (level === guess ? 1 : 0));
					logs[at]![guess]! -= EPSILON * distance;
				}
			const asked = plot.periods.indexOf(period);
			if (asked >= 0 && best(posterior(logs), favourite) === target) hits[asked]!++;
		}
	}
	return { right: hits.map((count) => count / plot.trials), exact: exactHits / plot.trials };
}

type World = { others: number[]; log: number };

/** Every way in which `people` may have answered, with the logarithm of its multinomial weight (the common power of 1/3 left out). */
function compositions(people: number): World[] {
	const worlds: World[] = [];
	for (let low = 0; low <= people; low++)
		for (let middle = 0; low + middle <= people; middle++) {
			const others = [low, middle, people - low - middle];
			const log = logFactorial(people) - others.reduce((sum, n) => sum + logFactorial(n), 0);
			worlds.push({ others, log });
		}
	return worlds;
}

const logFactorial = (n: number): number => (n < 2 ? 0 : Math.log(n) + logFactorial(n - 1));

/** Weight of each level for the target, up to a common factor. */
function posterior(logs: readonly number[][]): number[] {
	const top = Math.max(...logs.flat());
	return Array.from({ length: LEVELS }, (_, level) =>
		logs.reduce((sum, row) => sum + Math.exp(row[level]! - top), 0),
	);
}

/** The largest; of equals the first from `favourite` on. */
function best(weights: readonly number[], favourite: number): number {
	let found = favourite;
	for (let step = 1; step < LEVELS; step++) {
		const level = (favourite + step) % LEVELS;
		if (weights[level]! > weights[found]! * (1 + 1e-12)) found = level;
	}
	return found;
}

/** Uniform below a small limit, without bias. */
function below(limit: number, random: RandomWords): number {
	const bound = Math.floor(2 ** 32 / limit) * limit;
	for (;;) {
		const word = random() >>> 0;
		if (word < bound) return word % limit;
	}
}
