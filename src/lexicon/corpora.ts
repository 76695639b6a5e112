/** The labelled check-ins on which a lexicon is measured, with whether they were held out. */
import type { Lang } from '#contracts/ids.ts';
import type { Labels } from './measure/labelled.ts';
import { corpusFiles, readLabelled } from './measure/read-corpus.ts';

export type LabelledCheckIn = {
	text: string;
	labels: Labels;
	/** Neither whoever writes the rules nor the measurement of signs ever read it. */
	holdOut: boolean;
};

/** Check-ins with all labels. A file with a line that is not labelled as it should be is told to `warn` and left out. */
export function readCheckIns(root: string, lang: Lang, warn: (fault: string) => void): LabelledCheckIn[] {
	const { learn, holdOut } = corpusFiles(root, lang);
	const read = (files: string[], held: boolean): LabelledCheckIn[] =>
		files.flatMap((file) => {
			try {
				return readLabelled(file).flatMap(({ text, labels }) => (labels ? [{ text, labels, holdOut: held }] : []));
			} catch (error) {
				warn((error as Error).message);
				return [];
			}
		});
	return [...read(learn, false), ...read(holdOut, true)];
}
