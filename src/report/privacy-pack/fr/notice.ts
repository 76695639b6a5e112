/** La notice d'information des personnes (articles 12 et 13 du RGPD, L. 1222-4 du code du travail). */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, demoNote, periodOf, planRows, purpose } from './words.ts';

export const notice = (f: PrivacyFacts): string => `# Information des personnes

${demoNote(f)}**${f.organisation}** vous propose Murmure, pour dire comment va le travail. Répondre est libre. Personne ne peut savoir si vous avez répondu.

## Ce que vous écrivez

Votre texte est lu par votre appareil et n'en sort pas. Il n'est ni envoyé, ni enregistré, sauf si vous le demandez : vous pouvez garder pour vous seul un historique (« Ma météo »), chiffré sur votre appareil, et en copie chiffrée sur le serveur si vous le voulez. Personne d'autre que vous ne peut l'ouvrir. Vous voyez ce qui en est compris, vous le corrigez, et vous décidez si une fiche codée part : un ressenti, une émotion, une difficulté, trois facteurs au plus. Rien d'autre.

## Ce que devient la fiche

Elle est scellée avant de partir, sans nom ni heure, et ouverte avec toutes les autres à la fin de la période (${periodOf(f)}). Seuls des totaux d'au moins ${f.k} réponses sont publiés, avec un peu de flou tiré au hasard. Les fiches et leur clé sont alors détruites.

| ce qui est publié | jusqu'où |
| --- | --- |
${planRows(f)}

## Qui voit quoi

- Votre texte : vous.
- Les totaux : le comité (direction, représentants du personnel et autres membres), et ceux à qui il les communique.
- Votre nom, votre adresse, votre unité : l'administration de Murmure, qui ne voit aucune réponse.
- Les noms des personnes de votre groupe : les personnes de ce groupe, pour que chacun sache à qui sa réponse est mêlée.

## À quoi cela sert, et à quoi cela ne sert pas

Le but est de prévenir les risques psychosociaux (base légale : intérêt légitime de l'employeur, lu avec son obligation de sécurité ; à confirmer : ${BLANK}). ${purpose} Si vous êtes en danger, ou pour faire un signalement, Murmure vous donne des numéros, mais ne prévient personne.

## Combien de temps

Votre compte : tant que vous travaillez ici, puis jusqu'à la fin de la saison. Votre session : ${f.sessionDays} jours sans visite. Les totaux publiés : sans limite, car ce sont des statistiques.

## Vos droits

Vous pouvez demander à voir ce qui existe sur vous, à le faire corriger ou effacer, et vous opposer, auprès de : ${BLANK}. Ce qui existe, ce sont les données de votre compte. Une réponse, elle, ne peut être retrouvée par personne, donc ni montrée ni effacée séparément ; jusqu'à la clôture, vous pouvez la remplacer depuis votre appareil. Réclamation possible auprès de la CNIL (\`cnil.fr\`).

## Ce qui n'est pas garanti

Qui commande le serveur pourrait servir une page modifiée. Un appareil surveillé reste surveillé : écrivez plutôt depuis le vôtre. Des collègues qui se disent tous leur réponse peuvent deviner celle du dernier : 65 fois sur 100 après une période, 90 après quatre réponses inchangées. La page \`${f.origin}/confidentiality\` explique comment tout vérifier sans nous croire.

Responsable de traitement : ${f.organisation}, ${BLANK}. Délégué à la protection des données : ${BLANK}. Notice du ${f.writtenOn}, remise le : ${BLANK}.
`;
