/** The journal as the end of a check-in needs it: keep, or undo. */
import type { Lang } from '#contracts/ids.ts';
import type { Voice } from '#contracts/voice.ts';
import { newEntryId, NOBODY, openDeviceJournal, today } from './device-journal.ts';
import { noteWritten } from './my-copy.ts';

type Kept = { reading: Voice; lang: Lang; text: string | null };

/** @param personId null where nobody is signed in. */
export function journalDoor(personId: string | null) {
	const owner = personId ?? NOBODY;
	const journal = openDeviceJournal(owner);
	return {
		newId: newEntryId,
		async put(id: string, { reading, lang, text }: Kept) {
			const put = await journal.put({ id, day: today(), lang, text, reading });
			if (put.ok) await noteWritten(owner);
			return put;
		},
		async remove(id: string) {
			await journal.remove(id);
			await noteWritten(owner);
		},
	};
}
