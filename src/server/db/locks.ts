/** Numbers of the advisory locks between processes on one database: a closed list, so that none is used twice. */
export const LOCKS = {
	migration: 7_205_001,
	ledger: 7_205_002,
	schedule: 7_205_003,
	setUp: 7_205_004,
	import: 7_205_005,
	decision: 7_205_006,
	close: 7_205_007,
	season: 7_205_008,
} as const;
