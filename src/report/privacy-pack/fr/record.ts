/** La fiche du registre des activités de traitement (article 30 du RGPD). */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, databaseOf, demoNote, mailOf, periodOf } from './words.ts';

export const record = (f: PrivacyFacts): string => `# Registre des activités de traitement : fiche

${demoNote(f)}Établie le ${f.writtenOn}, pour **${f.organisation}**.

| rubrique | contenu |
| --- | --- |
| responsable de traitement | ${f.organisation}, ${BLANK} |
| délégué à la protection des données | ${BLANK} |
| nom du traitement | baromètre de la qualité de vie et des conditions de travail (Murmure) |
| finalités | 1. inviter les personnes et gérer leurs comptes ; 2. recueillir, sans pouvoir les rattacher, une fiche codée par personne et par période (${periodOf(f)}) ; 3. publier des totaux d'au moins ${f.k} réponses au comité |
| finalités exclues | évaluer, noter ou sanctionner une personne ; diagnostic médical ; recueil d'alertes ; toute réutilisation |
| base légale | intérêt légitime (6, 1, f), lu avec L. 4121-1 du code du travail, ou mission d'intérêt public ; à confirmer : ${BLANK} |
| personnes concernées | salariés et assimilés de l'organisation (${f.people} à ce jour) |
| catégories de données, comptes | nom, adresse électronique professionnelle, unité, langue, rôle éventuel, jour de connexion, bulletins retirés |
| catégories de données, historiques personnels | chiffrés sous une clé que le responsable n'a pas, à la demande de la personne seulement |
| catégories de données, fiches | ressenti, émotion, difficulté, facteurs psychosociaux : sans identité, sans heure, scellées jusqu'à la clôture |
| données sensibles | aucune n'est rattachée à une personne dans les bases ; protégées comme telles jusqu'à la clôture |
| destinataires | administration (comptes) : ${f.roles.administrators} ; comité (totaux publiés) : ${f.roles.hr + f.roles.staff + f.roles.other} |
| sous-traitants | hébergement : ${BLANK} ; courriel : ${mailOf(f)} |
| transferts hors de l'Union européenne | aucun par le logiciel ; à confirmer pour l'hébergement et le courriel : ${BLANK} |
| lieu de la base | ${databaseOf(f)} |
| durées | voir le calendrier de conservation |
| sécurité | lecture sur l'appareil, bulletins à signature aveugle, scellement, lots mélangés, clés hors base et détruites, seuil k = ${f.k}, bruit (paramètre ${f.epsilon}), registre enchaîné, comptes par lien à usage unique, aucun journal d'adresses |
| analyse d'impact | oui, jointe |
`;
