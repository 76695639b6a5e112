/** The brand that marks what has passed the release gate: charts and reports take nothing else. */

declare const published: unique symbol;

/**
 * A value read from the ledger or its marts. Only `src/server/analytics/gate.ts`
 * (and `src/cli` reading a cells file) may make one; `tests/architecture` holds that.
 */
export type Published<T> = T & { readonly [published]: true };
