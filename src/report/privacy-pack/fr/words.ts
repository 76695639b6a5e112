/** Mots et tournures communs aux documents français. */
import type { Measure } from '#contracts/ids.ts';
import type { PrivacyFacts } from '../facts.ts';

export const BLANK = '[à compléter]';

const PERIODS = { month: 'un mois', week: 'une semaine', fortnight: 'une quinzaine' } as const;
export const periodOf = ({ periodKind }: PrivacyFacts): string => PERIODS[periodKind];

const MEASURES: Record<Measure, string> = {
	valence: 'le ressenti (trois niveaux)',
	emotion: "l'émotion dominante (seize, ou aucune)",
	difficulty: 'la difficulté principale (quatre)',
	factor: 'les facteurs psychosociaux (douze pôles)',
};

/** Une ligne par mesure : jusqu'où elle est publiée. */
export const planRows = ({ plan }: PrivacyFacts): string =>
	(Object.keys(MEASURES) as Measure[])
		.map((measure) => `| ${MEASURES[measure]} | ${levelOf(plan[measure])} |`)
		.join('\n');

function levelOf(depth: number | undefined): string {
	if (depth === undefined) return 'non publié';
	if (depth === 0) return "l'organisation entière seulement";
	if (depth === 1) return "l'organisation et ses sites (premier niveau)";
	return depth >= 99 ? "jusqu'à l'équipe" : `jusqu'au niveau ${depth} de l'arbre`;
}

export const databaseOf = ({ database }: PrivacyFacts): string =>
	database.kind === 'embedded'
		? `PostgreSQL embarqué sur le serveur de l'organisation, dossier \`${database.place}\``
		: `serveur PostgreSQL \`${database.place}\``;

export const mailOf = ({ mailHost }: PrivacyFacts): string =>
	mailHost === null
		? 'aucun envoi configuré : les liens de connexion restent dans la console du serveur'
		: `serveur d'envoi \`${mailHost}\``;

export const seasonOf = ({ season }: PrivacyFacts): string =>
	season ? `${season.first} à ${season.last}` : 'aucune saison ouverte à ce jour';

export const headOf = ({ head }: PrivacyFacts): string =>
	head === null ? 'registre vide' : `\`${head}\``;

export const demoNote = ({ demo }: PrivacyFacts): string =>
	demo
		? "**Organisation de démonstration : personnes et chiffres sont inventés. Ce document n'a pas de portée.**\n\n"
		: '';

export const purpose =
	"Murmure est une aide au dialogue et à la prévention. Ce n'est ni un dispositif médical, ni un diagnostic, ni un canal d'alerte ou de signalement, ni une mesure ou une évaluation des personnes.";
