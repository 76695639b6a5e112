/** Words and phrases that the English documents share. */
import type { Measure } from '#contracts/ids.ts';
import type { PrivacyFacts } from '../facts.ts';

export const BLANK = '[to be completed]';

const PERIODS = { month: 'a month', week: 'a week', fortnight: 'a fortnight' } as const;
export const periodOf = ({ periodKind }: PrivacyFacts): string => PERIODS[periodKind];

const MEASURES: Record<Measure, string> = {
	valence: 'how it feels (three levels)',
	emotion: 'the dominant emotion (sixteen, or none)',
	difficulty: 'the main difficulty (four)',
	factor: 'psychosocial factors (twelve poles)',
};

/** One row a measure: down to where it is published. */
export const planRows = ({ plan }: PrivacyFacts): string =>
	(Object.keys(MEASURES) as Measure[])
		.map((measure) => `| ${MEASURES[measure]} | ${levelOf(plan[measure])} |`)
		.join('\n');

function levelOf(depth: number | undefined): string {
	if (depth === undefined) return 'not published';
	if (depth === 0) return 'the whole organisation only';
	if (depth === 1) return 'the organisation and its sites (first level)';
	return depth >= 99 ? 'down to the team' : `down to level ${depth} of the tree`;
}

export const databaseOf = ({ database }: PrivacyFacts): string =>
	database.kind === 'embedded'
		? `PostgreSQL embedded on the organisation's server, folder \`${database.place}\``
		: `PostgreSQL server \`${database.place}\``;

export const mailOf = ({ mailHost }: PrivacyFacts): string =>
	mailHost === null
		? "none configured: sign-in links stay in the server's console"
		: `outgoing server \`${mailHost}\``;

export const seasonOf = ({ season }: PrivacyFacts): string =>
	season ? `${season.first} to ${season.last}` : 'no season opened so far';

export const headOf = ({ head }: PrivacyFacts): string =>
	head === null ? 'empty ledger' : `\`${head}\``;

export const demoNote = ({ demo }: PrivacyFacts): string =>
	demo
		? '**Demonstration organisation: people and figures are invented. This document has no effect.**\n\n'
		: '';

export const purpose =
	'Murmure is an aid to dialogue and prevention. It is not a medical device, not a diagnosis, not a whistleblowing or reporting channel, and not a measure or an appraisal of persons.';
