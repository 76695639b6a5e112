/** The data-protection pack: six documents in one language, from the same facts. */
import type { Lang } from '#contracts/ids.ts';
import * as en from './en/index.ts';
import type { PackDocument, PrivacyFacts } from './facts.ts';
import * as fr from './fr/index.ts';
import { typesetEnglish, typesetFrench } from './typeset.ts';

const FILES = {
	fr: {
		dpia: '1-analyse-d-impact',
		record: '2-registre',
		notice: '3-information-des-personnes',
		worksCouncil: '4-consultation-du-cse',
		retention: '5-conservation',
		rights: '6-acces-et-effacement',
	},
	en: {
		dpia: '1-impact-assessment',
		record: '2-record-of-processing',
		notice: '3-information-notice',
		worksCouncil: '4-works-council-consultation',
		retention: '5-retention-schedule',
		rights: '6-access-and-erasure',
	},
} as const;
type Part = keyof (typeof FILES)['fr'];

/** File names are without extension; the title is the document's first heading. */
export function writePack(facts: PrivacyFacts, lang: Lang): PackDocument[] {
	const writers = lang === 'fr' ? fr : en;
	const typeset = lang === 'fr' ? typesetFrench : typesetEnglish;
	return (Object.keys(FILES[lang]) as Part[]).map((part) => {
		const markdown = typeset(writers[part](withoutMarkup(facts)));
		const title = /^# (.*)$/m.exec(markdown)?.[1] ?? '';
		return { file: FILES[lang][part], title, markdown };
	});
}

/** What the organisation typed must not become markup. */
function withoutMarkup(facts: PrivacyFacts): PrivacyFacts {
	const plain = (text: string): string => text.replace(/[|`*[\]<>\n]/g, ' ').trim();
	const { organisation, mailHost, keyDir, database } = facts;
	return {
		...facts,
		organisation: plain(organisation),
		keyDir: plain(keyDir),
		mailHost: mailHost && plain(mailHost),
		database: { ...database, place: plain(database.place) },
	};
}
