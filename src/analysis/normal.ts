/** The tail of the normal distribution, which JavaScript lacks. */

/**
 * P(Z > z), relative error under 1e-6 for z >= 0: complementary error function by its rational Chebyshev fit
 * (Numerical Recipes, 3rd edition, section 6.2.2, erfccheb in its short form).
 */
export function normalTail(z: number): number {
	const x = Math.abs(z) / Math.SQRT2;
	const t = 2 / (2 + x);
	const series = COEFFICIENTS.reduceRight((sum, c) => sum * t + c, 0);
	const tail = (t * Math.exp(-x * x + series)) / 2;
	return z >= 0 ? tail : 1 - tail;
}

const COEFFICIENTS = [
	-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
	-0.82215223, 0.17087277,
];
