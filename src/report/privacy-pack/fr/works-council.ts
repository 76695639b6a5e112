/** La note de consultation du comité social et économique. */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, demoNote, headOf, periodOf, planRows, purpose } from './words.ts';

export const worksCouncil = (
	f: PrivacyFacts,
): string => `# Note de consultation du comité social et économique

${demoNote(f)}**${f.organisation}**, ${f.writtenOn}. Projet : mise en place de Murmure, baromètre de la qualité de vie et des conditions de travail.

## 1. Pourquoi vous êtes consultés

- Article L. 2312-8, II, 4° du code du travail : introduction de nouvelles technologies, et tout aménagement important modifiant les conditions de santé et de sécurité ou les conditions de travail.
- Article L. 2312-38 : information et consultation préalables sur les moyens qui permettraient un contrôle de l'activité des salariés. Murmure n'en a ni la finalité ni la capacité ; la consultation est faite à ce titre aussi, par précaution.
- Articles L. 1121-1 et L. 1222-4 : proportionnalité, et information préalable de chaque salarié.

L'avis est rendu avant la décision (L. 2312-14), dans le délai d'un mois, porté à deux mois en cas d'expertise (R. 2312-6). Le comité peut recourir à un expert habilité (L. 2315-94, 2°). Employeurs publics : saisir le comité social compétent et sa formation spécialisée. Aucune invitation ne doit partir avant.

## 2. Le projet

${purpose}

${f.people} personnes seraient invitées, une fois par période (${periodOf(f)}). Chacune écrit quelques mots, lus sur son propre appareil ; si elle le veut, une fiche codée et anonyme part. Le comité de suivi voit des totaux par unité, jamais une personne, jamais un texte, et aucun classement d'équipes.

| mesure | publiée |
| --- | --- |
${planRows(f)}

## 3. Vos garanties

| question | réponse |
| --- | --- |
| plus petit groupe publié | k = ${f.k} réponses, dans des groupes d'au moins ${f.minEligible} personnes |
| qui peut changer ces règles | une décision de la direction **et** du côté personnel, inscrite au registre, sans effet rétroactif |
| qui siège | direction ${f.roles.hr}, personnel ${f.roles.staff}, autres ${f.roles.other} |
| l'employeur peut-il savoir qui a répondu | non : personne ne le peut, et aucune liste n'existe |
| peut-il interroger les réponses autrement | non : un plan fixe, ni filtre, ni requête, ni recalcul |
| peut-il retoucher un résultat | cela se verrait : le registre est enchaîné. Notez sa tête aujourd'hui : ${headOf(f)} |
| pouvez-vous vérifier vous-mêmes | oui : \`murmure verify --remote ${f.origin}\`, depuis un autre poste |

## 4. Ce qui n'est pas garanti

- Qui commande le serveur en marche pourrait le détourner. Les fichiers servis peuvent être comparés à la liste publiée ; cela se détecte, cela ne s'empêche pas.
- Un poste surveillé par l'employeur reste surveillé. Question à poser : des outils de surveillance sont-ils installés sur les postes ? Réponse : ${BLANK}.
- Des collègues presque tous complices peuvent deviner la réponse du dernier (65 fois sur 100 après une période, 90 après quatre, presque toujours après douze ; le hasard : 33).
- Un administrateur peut importer de faux collègues autour d'une personne : les noms de chaque groupe sont montrés à ses membres, qui peuvent le voir.

## 5. Questions que le comité peut poser

1. Quelles suites seront données aux résultats, par qui, dans quel délai ?
2. Qui héberge le serveur, qui en a les droits, où vont les sauvegardes ?
3. Quels moyens sont donnés à ceux qui n'ont pas de poste ou d'adresse électronique ?
4. À quelle adresse la tête du registre est-elle envoyée aux représentants du personnel ?
5. Quand et comment le dispositif sera-t-il évalué, et peut-il être arrêté ?

## 6. Avis

Remise des documents le ${BLANK}. Réunion du ${BLANK}. Expertise : ${BLANK}. Avis rendu le ${f.legal?.consulted ?? BLANK} : ${BLANK}.
`;
