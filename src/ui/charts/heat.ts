/** The heat map's two measures: lightness in steps of ten points for what weighs, length for what carries. */

/** 0..1 to 1..5: under 10, 10 to 19, 20 to 29, 30 to 39, 40 and over (as the number shown, rounded). */
export const stepOf = (share: number): 1 | 2 | 3 | 4 | 5 =>
	Math.min(5, Math.floor(Math.round(share * 100) / 10) + 1) as 1 | 2 | 3 | 4 | 5;

/** 0..1 to a length of 0..100; a full cell is half of the answers. */
export const fullCell = (share: number): number => Math.round(Math.min(1, share / 0.5) * 1000) / 10;
