/** What the person asked to keep of this check-in in their journal: nothing until they ask, and undone in one press. */
import type { ErrorCode, Result } from '#contracts/errors.ts';
import type { Lang, Safety } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';
import type { Voice } from '#contracts/voice.ts';
import { readingToKeep } from '#engine/companion/weather.ts';

/** What is there to keep: the corrected reading, and the text while it exists. */
export type Keepable = { reading: Voice; lang: Lang; text: string | null };

/** The journal as the check-in needs it; loaded only when something is kept. */
export type JournalDoor = {
	put(id: string, kept: Keepable): Promise<Result<unknown>>;
	remove(id: string): Promise<void>;
	newId(): string;
};

export class Keeping {
	state = $state<'no' | 'reading' | 'text'>('no');
	busy = $state(false);
	code = $state<ErrorCode | null>(null);
	/** After the decision the text is gone; the reading can still be kept while the page stays. */
	private last: Keepable | null = null;
	private id: string | null = null;
	private door: () => Promise<JournalDoor>;

	constructor(door: () => Promise<JournalDoor>) {
		this.door = door;
	}

	/** Keeps it, or what remains of it after the decision. */
	async keep(now: Keepable | null, withText: boolean): Promise<void> {
		const kept = now ?? this.last;
		if (!kept || this.busy) return;
		this.busy = true;
		const door = await this.door();
		const id = (this.id ??= door.newId());
		const text = withText ? kept.text : null;
		const put = await door.put(id, { ...kept, text });
		this.code = put.ok ? null : put.code;
		if (put.ok) this.state = text === null ? 'reading' : 'text';
		this.busy = false;
	}

	async undo(): Promise<void> {
		const { id } = this;
		this.id = null;
		this.state = 'no';
		if (id) await (await this.door()).remove(id);
	}

	/** The person decided: what was kept is brought up to their last corrections, and the text is let go. */
	async decided(now: Keepable): Promise<void> {
		this.last = { ...now, text: null };
		if (this.state !== 'no') await this.keep(now, this.state === 'text');
	}

	/** A new check-in begins. */
	begin(): void {
		this.last = null;
		this.id = null;
		this.state = 'no';
		this.code = null;
	}
}

/** @param lang used where the text was not read. */
export function keepable(
	text: string,
	voice: Voice,
	reading: Pick<Reading, 'lang' | 'safety'> | null,
	lang: Lang,
): Keepable {
	const safety: Safety | null = reading?.safety ?? null;
	return { reading: readingToKeep(voice, safety), lang: reading?.lang ?? lang, text };
}
