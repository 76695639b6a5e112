/** When a journal may be written to the server: never near a voice, so that nobody who sees both can tell that one person wrote both. */

const HOUR = 3_600_000;
/** Hours. The least is longer than a visit; the most keeps what waits from growing old. */
const LEAST = 6;
const MOST = 72;

/** A change that waits to be written. */
export type Waiting = {
	/** Milliseconds since 1970: when something was last kept; 0 where the change comes of no check-in. */
	since: number;
	/** Milliseconds, drawn once: a fixed delay would point back at the moment as well as none. */
	hold: number;
	/** Counts changes, so that one made while another is being written is not taken for written. */
	changes: number;
};

/**
 * A journal row carries a name, and a voice must not: written in one visit, the two would stand together in the
 * database's own order (xmin, write-ahead log) and in the memory of whoever watches the server. So a write waits six hours
 * to three days after the last note and after the last voice of this device, and goes only from the journal's own page:
 * whoever opens the check-in page is about to write.
 * @param random uniform in [0, 1).
 */
export function wait(before: Waiting | null, since: number, random: () => number): Waiting {
	const drawn = Math.floor((LEAST + random() * (MOST - LEAST)) * HOUR);
	return {
		since: Math.max(before?.since ?? 0, since),
		hold: before?.hold ?? drawn,
		changes: (before?.changes ?? 0) + 1,
	};
}

/** Milliseconds since 1970. @param lastVoiceAt when this device last posted a voice; 0 for never, as far as it knows. */
export const dueAt = (
	{ since, hold }: Pick<Waiting, 'since' | 'hold'>,
	lastVoiceAt: number,
): number => {
	const last = Math.max(since, lastVoiceAt);
	return last === 0 ? 0 : last + hold;
};
