/** Simulated figures of what colluders learn, as the confidentiality page and docs/threat-model.md quote them; `npm run bench -- colluders` prints and checks them. */

/** Periods over which those outside the plot do not change their answer. */
export const COLLUDERS_PERIODS = [1, 4, 12] as const;

export type ColludersFigure = {
	/** Voices in the group. */
	voices: number;
	colluders: number;
	/** Per cent of right guesses of one person's valence after each of COLLUDERS_PERIODS; 33 is chance. */
	right: readonly [number, number, number];
	/** The same from the others' exact total, without any noise: what no noise could do better than hide. */
	exact: number;
};

export const COLLUDERS: readonly ColludersFigure[] = [
	{ voices: 5, colluders: 4, right: [65, 90, 100], exact: 100 },
	{ voices: 8, colluders: 7, right: [65, 90, 100], exact: 100 },
	{ voices: 5, colluders: 2, right: [55, 61, 63], exact: 63 },
	{ voices: 8, colluders: 4, right: [53, 58, 59], exact: 59 },
];
