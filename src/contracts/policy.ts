/** The one place for constants of the anonymity policy (DESIGN section 4), each with its reason. */

/** Floor of k: below five, two colluders and a total already give an answer away. */
export const MIN_K = 5;
/** What a new organisation starts with; may go down to MIN_K by a decision of both sides. */
export const DEFAULT_K = 8;
/** Least people in a pool, so that "who answered" is itself a crowd: max(8, k). */
export const minEligible = (k: number): number => Math.max(8, k);
/** Parameter of the two-sided geometric noise: P(x) proportional to exp(-EPSILON |x|). Per cell: never call it differential privacy. */
export const EPSILON = 1.2;
/** Most factors one voice may carry: bounds what a person adds to a row. */
export const MAX_FACTORS = 3;
/** Periods in a season: heads are counted, pools and keys frozen for that long. */
export const SEASON_PERIODS = 4;
/** Days before a season ends on which the next is frozen and its keys published, so that ballots are fetched ahead of its first period too. */
export const AHEAD_DAYS = 7;
/** Unless every pool has this many people, the period is a month. */
export const MIN_POOL_FOR_SHORT_PERIODS = 20;
/** Noise may be switched off (command line only) from this k on: exact totals tell how many answered. */
export const MIN_K_WITHOUT_NOISE = 8;
/** Days that devices have, after a restore, to send again what was not published: a round due meanwhile closes later. */
export const RESEND_DAYS = 7;
