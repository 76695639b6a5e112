/** "Rivage", a fictitious group of care homes, a small hospital and town services: its tree, and the people who work there. */
import type { Lang, Role, Side } from '#contracts/ids.ts';
import { createChance } from './chance.ts';

export const NAME = 'Rivage';
/** Nobody can be reached there (RFC 2606). */
export const MAIL_DOMAIN = 'rivage.example';
export const ROOT = 'rivage';

export type DemoUnit = { unitId: string; parentId: string | null; name: string; people: number };

/** Depth by indentation: organisation, pole, service or site, team; then the unit's own people. */
const TREE = `
rivage Rivage 9
 soins Pôle Soins 4
  hopital Hôpital de la Baie 2
   medecine Médecine 40
   urgences Urgences 22
   bloc Bloc opératoire 14
   imagerie Imagerie 5
  dunes Résidence Les Dunes 0
   soins-dunes Soins Les Dunes 24
   hotellerie Hôtellerie Les Dunes 9
  phare Résidence Le Phare 0
   soins-phare Soins Le Phare 18
   nuit-phare Équipe de nuit Le Phare 6
 ville Pôle Services à la ville 2
  accueil Accueil des usagers 0
   guichets Guichets 16
   telephone Plateforme téléphonique 12
  domicile Aide à domicile 0
   secteur-nord Secteur Nord 40
   secteur-sud Secteur Sud 11
   planification Planification 4
  technique Services techniques 0
   voirie Voirie 14
   espaces-verts Espaces verts 10
   atelier Atelier 3
 support Pôle Support 4
  finances Finances 0
   paie Paie 9
   achats Comptabilité et achats 10
  numerique Numérique 0
   assistance Assistance informatique 12
   etudes Études et projets 9
`;

export const UNITS: readonly DemoUnit[] = parseTree(TREE);

/** Units at or below one of these. */
export function unitsUnder(top: string): Set<string> {
	const under = new Set([top]);
	for (const { unitId, parentId } of UNITS) if (parentId && under.has(parentId)) under.add(unitId);
	return under;
}

export type DemoPerson = {
	mail: string;
	name: string;
	unitId: string;
	lang: Lang;
	roles: Exclude<Role, 'employee'>[];
	side: Side | null;
	scope: string | null;
	/** Id where a link leads to this person; they are left to the visitor: nothing is simulated for them. */
	personId?: string;
};

type Part = Partial<Pick<DemoPerson, 'roles' | 'side' | 'scope' | 'personId' | 'lang'>>;

/** Who plays a part, by unit, in the order of the unit's people. */
const PARTS: Record<string, Part[]> = {
	rivage: [
		{ personId: 'demo-administrator', roles: ['administrator'], lang: 'fr' },
		{ personId: 'demo-committee', roles: ['committee'], side: 'hr', lang: 'fr' },
		{ roles: ['committee'], side: 'hr' },
	],
	medecine: [
		{ personId: 'demo-employee', lang: 'fr' },
		{ roles: ['committee'], side: 'staff' },
	],
	guichets: [{ roles: ['committee'], side: 'staff' }],
	'soins-phare': [{ roles: ['committee'], side: 'staff', scope: 'soins' }],
	support: [{ roles: ['committee'], side: 'other' }],
};

export function makePeople(seed: number): DemoPerson[] {
	const chance = createChance(seed);
	const names = new Set<string>();
	return UNITS.flatMap(({ unitId, people }) =>
		Array.from({ length: people }, (_, i): DemoPerson => {
			let name: string;
			do name = `${chance.pick(FIRST)} ${chance.pick(STEMS)}${chance.pick(ENDINGS)}`;
			while (names.has(name));
			names.add(name);
			const lang = chance.uniform() < 0.85 ? 'fr' : 'en';
			const mail = `${plain(name)}@${MAIL_DOMAIN}`;
			const part = PARTS[unitId]?.[i] ?? {};
			return { mail, name, unitId, lang, roles: [], side: null, scope: null, ...part };
		}),
	);
}

function parseTree(text: string): DemoUnit[] {
	const path: string[] = [];
	return text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const [, indent, unitId, name, people] = /^( *)(\S+) (.+) (\d+)$/.exec(line)!;
			path.length = indent!.length;
			const parentId = path.at(-1) ?? null;
			path.push(unitId!);
			return { unitId: unitId!, parentId, name: name!, people: Number(people) };
		});
}

const plain = (name: string): string =>
	name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z]+/g, '.');

const FIRST = (
	'Adèle Aïcha Alban Amina Anouk Antoine Aurore Basile Bérénice Bilal Camille Carlos Céline Chloé Claire Damien Diane ' +
	'Djibril Élise Emma Erwan Estelle Farid Fatou Florent Gaëlle Grace Hakim Hélène Hugo Inès Irène Ismaël Jade James Jeanne ' +
	'Joël Julie Karim Katell Léa Léo Lina Louis Lucie Maël Malik Manon Mariam Marius Mathilde Mei Mona Nadia Naïm Nina Noé ' +
	'Nolwenn Olga Oscar Paul Rachel Rayan Rosa Sacha Salomé Samir Sofia Solène Tess Théo Tom Viktor Yann Yasmine Zoé'
).split(' ');
/** Family names are made up of two halves. */
const STEMS =
	'Ker Tré Lan Gour Mor Bel Val Clair Font Roche Beau Mont Aube Bois Chante Dor Fri Gril Haut Jol Mar Noir Orm Pré'.split(
		' ',
	);
const ENDINGS =
	'vazin mélin brume dral landier rivel combat sault vignier nerin goulec mieux quier thoret ville zac bresse drun fosse lour'.split(
		' ',
	);
