/** La procédure des demandes d'accès et d'effacement. */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, demoNote } from './words.ts';

export const rights = (f: PrivacyFacts): string => `# Demandes d'accès et d'effacement : procédure

${demoNote(f)}**${f.organisation}**, ${f.writtenOn}. Réponse sous un mois (article 12, 3). Point de contact : ${BLANK}.

## Ce qui existe sur une personne

Les données de son compte, et elles seules : nom, adresse, unité, langue, rôles, groupes où elle a été comptée, bulletins retirés (ce que la page fait d'elle-même ; jamais s'ils ont servi), approbations données comme membre du comité, jours de session, et, si elle en a demandé une, la copie chiffrée de son historique, dont seuls la taille, la semaine et les moyens d'ouverture peuvent être dits : elle seule a la clé, et sa page l'exporte. Aucun texte lisible, aucune réponse, aucune heure, aucune adresse réseau.

## Accès (article 15)

1. S'assurer de l'identité du demandeur, sans demander plus que nécessaire : une réponse depuis son adresse professionnelle suffit d'ordinaire.
2. Sur le serveur : \`npm run -s murmure -- person export ADRESSE > export.json\`.
3. Remettre le fichier avec la notice d'information, par un moyen sûr, puis supprimer la copie.

Les réponses ne peuvent être remises : nul ne sait lesquelles sont les siennes (article 11, 2). Le fichier le dit.

## Rectification (article 16)

Corriger le fichier d'import et l'importer de nouveau. Les groupes d'une saison ouverte restent figés ; la correction compte à la suivante.

## Effacement et opposition (articles 17 et 21)

1. Une personne encore en poste peut s'opposer : elle n'a qu'à ne pas répondre, et nul ne le saura. Si son compte doit disparaître, la retirer d'abord de la liste importée.
2. \`npm run -s murmure -- person erase ADRESSE --yes\`.
3. Partent aussitôt : nom, adresse, langue, unité, rôles, connexion, saisons passées. Reste, jusqu'à la fin de la saison en cours, un identifiant tiré au hasard, sans nom, dans son groupe figé : l'ôter changerait le groupe des autres. Cet identifiant part avec le premier effacement demandé après la saison, ou avec \`person erase --leftovers\`.
4. Le dernier administrateur ne peut être effacé : donner d'abord le rôle à quelqu'un d'autre.
5. Les sauvegardes antérieures contiennent encore le compte jusqu'à leur rotation (${BLANK}) ; après une restauration, rejouer les effacements depuis le cahier des demandes.

Les totaux publiés ne changent pas : aucun ne peut être attribué à la personne.

## Cahier des demandes

| reçue le | demande | répondue le | par | remarque |
| --- | --- | --- | --- | --- |
| | | | | |
`;
