/** The journal as the end of a check-in needs it: keep, or undo. */
import type { Lang } from '#contracts/ids.ts';
import type { Voice } from '#contracts/voice.ts';
import { newEntryId, NOBODY, openDeviceJournal, today } from './device-journal.ts';

/** @param personId null where nobody is signed in. */
export function journalDoor(personId: string | null) {
	const journal = openDeviceJournal(personId ?? NOBODY);
	return {
		newId: newEntryId,
		put: (
			id: string,
			{ reading, lang, text }: { reading: Voice; lang: Lang; text: string | null },
		) => journal.put({ id, day: today(), lang, text, reading }),
		remove: (id: string) => journal.remove(id),
	};
}
