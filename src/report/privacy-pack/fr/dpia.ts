/** L'analyse d'impact (AIPD), selon l'article 35 du RGPD et la méthode de la CNIL. */
import { emotionsHigh, type PrivacyFacts } from '../facts.ts';
import {
	BLANK,
	databaseOf,
	demoNote,
	headOf,
	mailOf,
	periodOf,
	planRows,
	purpose,
	seasonOf,
} from './words.ts';

export const dpia = (
	f: PrivacyFacts,
): string => `# Analyse d'impact relative à la protection des données

${demoNote(f)}Organisation : **${f.organisation}**. Traitement : baromètre de la qualité de vie et des conditions de travail (Murmure ${f.version}). Rédigée le ${f.writtenOn} à partir de la configuration réelle. Les passages entre crochets restent à compléter par le responsable de traitement.

## 1. Pourquoi une analyse d'impact

Le traitement réunit au moins deux des critères des lignes directrices WP 248 : des personnes vulnérables au sens de ces lignes (salariés, en situation de subordination) et des données qui peuvent toucher à la santé ou à l'intimité (fatigue, stress, émotions). L'analyse est donc menée avant toute invitation, même si l'essentiel des données est anonyme dès la publication.

${purpose}

## 2. Description

**Finalité.** Connaître, par unité et par période, ce qui pèse et ce qui soutient au travail, afin de prévenir les risques psychosociaux (articles L. 4121-1 et L. 4121-2 du code du travail) et d'en discuter avec les représentants du personnel.

**Périmètre.** ${f.people} personnes, ${f.units} unités, ${f.pools.count} groupes de comptage dont le plus petit compte ${f.pools.smallest} personnes. Une réponse par personne et par période (${periodOf(f)}). Saison : ${seasonOf(f)}.

**Données.**

| donnée | où | qui y accède | personnelle ? |
| --- | --- | --- | --- |
| le texte saisi et sa lecture par règles | l'appareil de la personne, le temps de la saisie | la personne seule | oui, mais jamais transmise : le responsable ne la traite pas |
| l'historique que la personne garde pour elle (« Ma météo »), si elle le demande : jour, lecture, texte s'il lui plaît | chiffré sur son appareil ; si elle le demande encore, en copie sur le serveur, chiffrée sous une clé que le serveur n'a pas, en trois tailles possibles, datée à la semaine | la personne seule | oui ; le responsable conserve un chiffré qu'il ne peut ouvrir |
| la fiche codée (un ressenti, une émotion, une difficulté, trois facteurs au plus) | scellée, sur le serveur, jusqu'à la clôture de la période | nul avant la clôture, sauf à commander le serveur en marche | traitée comme telle jusqu'à la clôture, par prudence |
| les totaux publiés (groupes d'au moins ${f.k} réponses, bruités) | le registre | le comité, et ceux à qui il les communique | non : statistiques |
| nom, adresse, unité, langue, rôles | ${databaseOf(f)} | l'administration | oui |
| le fait d'avoir retiré un bulletin (non de l'avoir utilisé) | même base | l'administration technique | oui |
| session de connexion (jours, sans heure, adresse réseau ni navigateur) | même base | l'administration technique | oui |

**Supports et flux.** Adresse du service : \`${f.origin}\`. Clés des périodes : \`${f.keyDir}\`, hors de toute sauvegarde. Courriel : ${mailOf(f)}. Aucun sous-traitant ni transfert hors de l'Union n'est nécessaire au fonctionnement ; hébergeur : ${BLANK}.

**Destinataires.** Comité : ${f.roles.hr} personne(s) côté direction, ${f.roles.staff} côté personnel, ${f.roles.other} autre(s). Administration : ${f.roles.administrators} personne(s), sans accès aux réponses.

## 3. Nécessité et proportionnalité

**Base légale.** Proposée : l'intérêt légitime (article 6, 1, f) à prévenir les risques psychosociaux, lu avec l'obligation de sécurité de l'employeur ; pour une personne publique, la mission d'intérêt public (6, 1, e). Le consentement n'est pas retenu : il ne serait pas libre dans une relation de travail. Répondre reste facultatif, et nul ne peut savoir qui s'est abstenu. Décision du responsable : ${BLANK}.

**Article 9.** Une fiche peut dire « fatigue » ou « stress ». Aucune n'est rattachée à une personne identifiable dans les bases ; tant qu'elle est scellée, elle est néanmoins protégée comme une donnée sensible. Condition proposée si le délégué à la protection des données estime l'article 9 applicable : 9, 2, b (obligations en matière de droit du travail), avec les garanties de la section 5. Avis du délégué : ${BLANK}.

**Règlement sur l'intelligence artificielle.** L'article 5, 1, f interdit d'inférer des émotions sur le lieu de travail à partir de données biométriques. Un texte écrit n'en est pas une, et la lecture se fait sur l'appareil, pour la personne, qui la corrige. Par prudence, le responsable n'écarte pas que le lecteur (règles et lexique écrits à la main, poids ajustés sur des textes étiquetés) soit un système d'IA : il est annoncé comme tel, et ses règles sont publiques. Les autorités européennes ayant exprimé de fortes réserves sur les données émotionnelles remises à l'employeur, ${emotionsHigh(f) ? 'le plan de publication ci-dessous les tient au plus haut niveau.' : `**le plan de publication ci-dessous, qui les montre sous le niveau du site, est à justifier : ${BLANK}.**`}

**Minimisation : ce qui est publié, et jusqu'où.**

| mesure | niveau |
| --- | --- |
${planRows(f)}

**Durées.** Voir le calendrier de conservation joint.

**Droits.** Information : notice jointe. Accès, rectification, effacement, opposition : procédure jointe. Sur une réponse publiée, les droits ne peuvent s'exercer faute de pouvoir la rattacher à quelqu'un (article 11) ; ceci est dit avant de contribuer.

## 4. Risques

| événement redouté | sources | gravité | vraisemblance avant mesures | vraisemblance après mesures |
| --- | --- | --- | --- | --- |
| relier une réponse à une personne depuis les bases, journaux ou sauvegardes | administrateur curieux, employeur, intrus | importante | élevée | faible |
| déduire la réponse d'un petit groupe en croisant des tableaux | direction, encadrement | importante | élevée | faible |
| savoir qui n'a pas répondu, et faire pression | encadrement | limitée | élevée | faible |
| réponses devinées par des collègues qui s'entendent | collègues | importante | élevée | limitée : voir plus bas |
| page modifiée ou serveur détourné qui lit les envois | qui commande le serveur en marche | importante | limitée | limitée : détectable, non empêchée |
| poste surveillé par l'employeur | employeur, logiciel espion | importante | limitée | inchangée : la personne est prévenue |
| résultats retouchés, effacés ou recalculés | direction, administrateur | limitée | élevée | faible : chaîne de hachage, ancrage extérieur |
| perte des réponses scellées | panne | limitée | limitée | faible : l'appareil renvoie |
| usage détourné (classer des équipes, viser une personne) | encadrement | importante | limitée | faible : ni classement, ni filtre, ni requête libre |

**Collègues qui s'entendent.** Simulé avec le bruit réel (\`npm run bench -- colluders\`) : si tous sauf un se disent leur réponse, ils devinent juste le ressenti du dernier 65 fois sur 100 après une période, 90 après quatre réponses inchangées, presque toujours après douze (le hasard seul : 33). Une moitié du groupe ne fait pas mieux que depuis le total exact des autres. Monter k de 5 à 8 ne change pas ce que savent « tous sauf un » : cela demande davantage de complices.

## 5. Mesures

- Lecture du texte sur l'appareil ; aucun texte ne part, sauf, à la demande de la personne, dans le chiffré de son propre historique.
- Droit de réponse par bulletin à signature aveugle (RFC 9474), retiré d'avance : le serveur qui le signe ne peut le reconnaître.
- Fiche scellée (RFC 9180), enveloppe de taille fixe, envoi différé au hasard, écriture en lots mélangés avec des leurres, sans heure ni ordre.
- Clé de période hors de la base, détruite à la publication${f.keysInData ? '. **À corriger : le dossier des clés se trouve sous le dossier des données ; il doit être exclu de toute sauvegarde, ou déplacé par `MURMURE_KEY_DIR`**' : ''}.
- Groupes d'au moins ${f.minEligible} personnes, publication d'au moins k = ${f.k} réponses, bruit géométrique de paramètre ${f.epsilon} tiré une fois par total. Ce n'est pas de la confidentialité différentielle, et nous ne l'appelons pas ainsi.
- Registre enchaîné, dont la tête peut être conservée hors du serveur. Tête ce jour : ${headOf(f)}.
- Abaisser k ou élargir la publication demande l'accord des deux parties, et ne rétroagit jamais.
- Tout est vérifiable depuis un autre poste : \`murmure verify --remote ${f.origin}\`.

## 6. Risque résiduel et décision

Restent : un serveur malveillant en marche, un appareil compromis, des collègues presque tous complices, et les petits mondes où chacun sait déjà. Ils sont dits aux personnes sur la page « Confidentialité ».

| étape | date | nom et fonction |
| --- | --- | --- |
| avis du délégué à la protection des données | ${BLANK} | ${BLANK} |
| avis des personnes concernées ou de leurs représentants (article 35, 9) | ${BLANK} | ${BLANK} |
| consultation du comité social et économique | ${BLANK} | ${BLANK} |
| décision du responsable de traitement | ${BLANK} | ${BLANK} |
| réexamen (au plus tard à chaque changement de k, du plan ou d'hébergement) | ${BLANK} | ${BLANK} |
`;
