/** Le calendrier de conservation : ce que fait réellement le logiciel, et ce qui revient à l'organisation. */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, demoNote, periodOf } from './words.ts';

export const retention = (f: PrivacyFacts): string => `# Calendrier de conservation

${demoNote(f)}**${f.organisation}**, ${f.writtenOn}.

| donnée | durée | ce qui l'efface | qui s'en assure |
| --- | --- | --- | --- |
| texte et brouillon | la visite | la décision de la personne, ou la fermeture de l'onglet | l'appareil |
| historique gardé par la personne (« Ma météo »), sur l'appareil | jusqu'à ce qu'elle l'efface | la personne (note par note, en entier, ou toute trace sur l'appareil) | l'appareil |
| sa copie chiffrée sur le serveur, si elle en a demandé une | jusqu'à ce qu'elle la retire | la personne, ou la commande \`person erase\` ; le jour qu'elle quitte l'organisation, elle ne peut plus la lire | la personne, administration |
| bulletins et fiche en attente d'envoi | jusqu'à la publication de la période | l'appareil, quand la période est au registre | l'appareil |
| fiches scellées | la période (${periodOf(f)}) au plus, puis sa clôture | la publication vide la boîte | le serveur |
| clé d'une période | jusqu'à la publication | écrasée puis supprimée | le serveur |
| bulletins retirés (personne, période) | la saison (${f.seasonPeriods} périodes) | l'effacement de la personne, hors saison en cours | commande \`person erase\` |
| composition des groupes | la saison | l'effacement de la personne, hors saison en cours | commande \`person erase\` |
| compte (nom, adresse, unité, langue, rôles) | la présence dans l'organisation | l'import retire l'accès ; **la ligne reste, inactive, jusqu'à \`person erase\`** | administration, au plus tard à la fin de la saison du départ |
| session | ${f.sessionDays} jours sans visite | suppression automatique | le serveur |
| lien de connexion (haché) | ${f.linkMinutes} minutes | suppression automatique | le serveur |
| décisions et approbations | la durée du dispositif : actes faits au nom d'une partie | le nom part avec \`person erase\`, l'acte reste | comité |
| registre (totaux publiés) | sans limite : statistiques anonymes, dont l'intérêt est la durée | jamais : retirer une ligne romprait la chaîne | — |
| journal technique | ${BLANK} ; il ne contient ni texte, ni adresse, ni jeton | la rotation du système | équipe informatique |
| journal du mandataire (proxy) | ${BLANK} ; ne doit enregistrer ni corps ni adresse pour \`/api/voice\` | la rotation du système | équipe informatique |
| sauvegardes | ${BLANK} ; sans les clés des périodes | la rotation des sauvegardes | équipe informatique |

Les clés des périodes sont dans \`${f.keyDir}\` : ce dossier n'entre dans aucune sauvegarde.${f.keysInData ? " Il se trouve aujourd'hui sous le dossier des données : l'exclure expressément, ou le déplacer par `MURMURE_KEY_DIR`." : ''}
`;
