/** The numbers of the journal, apart from its schemas: a page that shows one need not load what checks them. */

/** Characters of one's text that an entry keeps; a longer one is cut, and the page says so. */
export const MAX_KEPT_TEXT = 8_000;
/** Patterns are named from this many entries on: fewer are chance. */
export const MIN_ENTRIES_FOR_PATTERNS = 6;
/** A passphrase guards against whoever has the database and all the time in the world: shorter ones are guessed. */
export const MIN_PASSPHRASE = 14;

/** Bytes of an entry on the device, sealed: the size says little, and never how much was written within a step. */
export const ENTRY_BUCKETS = [1_024, 4_096, 16_384, 65_536] as const;
/** Bytes of a journal on the server, sealed: three sizes for everybody, so that a longer week does not show. */
export const JOURNAL_BUCKETS = [16_384, 65_536, 262_144] as const;
/** RFC 9106's second recommendation, with one lane, since a page computes in one thread: a second on a desk, some seconds on a phone, once per device. */
export const ARGON2 = { memoryKib: 65_536, passes: 3, lanes: 1 } as const;
