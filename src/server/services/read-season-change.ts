/** What changed with the last season, as the committee reads it: the very words of the mail. */
import type { Lang } from '#contracts/ids.ts';
import { differenceLines } from '../mail/season-mail.ts';
import { readDifference } from './announce-season.ts';
import type { ServiceContext } from './context.ts';

/** Null before a second season. @param inScope units that the member may know of. */
export async function readSeasonChange(
	{ db }: ServiceContext,
	{ lang, inScope }: { lang: Lang; inScope: (unitId: string) => boolean },
): Promise<{ season: string; lines: string[] } | null> {
	const difference = await readDifference(db);
	return (
		difference && {
			season: difference.season,
			lines: differenceLines(difference, lang, inScope),
		}
	);
}
