/** The data-protection impact assessment, after article 35 of the GDPR. */
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

export const dpia = (f: PrivacyFacts): string => `# Data-protection impact assessment

${demoNote(f)}Organisation: **${f.organisation}**. Processing: pulse check-ins on the quality of working life (Murmure ${f.version}). Written on ${f.writtenOn} from the real configuration. Passages in square brackets are for the controller to complete.

## 1. Why an assessment

The processing meets at least two criteria of the WP 248 guidelines: vulnerable data subjects in the sense of those guidelines (employees, who are subordinate) and data that may touch on health or intimacy (fatigue, stress, emotions). The assessment is therefore made before any invitation, even though most of the data is anonymous once published.

${purpose}

## 2. Description

**Purpose.** To know, by unit and period, what weighs and what helps at work, in order to prevent psychosocial risks (the employer's duty of safety; in France, articles L. 4121-1 and L. 4121-2 of the Labour Code) and to discuss it with staff representatives.

**Scope.** ${f.people} people, ${f.units} units, ${f.pools.count} counting groups, the smallest of ${f.pools.smallest} people. One answer a person and period (${periodOf(f)}). Season: ${seasonOf(f)}.

**Data.**

| data | where | who can reach it | personal? |
| --- | --- | --- | --- |
| the text typed, and its rule-based reading | the person's device, while they write | that person only | yes, but never transmitted: the controller does not process it |
| the history a person keeps for themselves ("My weather"), if they ask: day, reading, and the text if they like | encrypted on their device; if they ask for that too, a copy on the server, encrypted under a key that the server does not have, in one of three sizes, dated by the week | that person only | yes; the controller stores a ciphertext it cannot open |
| the coded record (one feeling, one emotion, one difficulty, three factors at most) | sealed, on the server, until the period closes | nobody before the close, short of controlling the running server | treated as such until the close, out of caution |
| published totals (groups of at least ${f.k} answers, with noise) | the ledger | the committee, and those it publishes to | no: statistics |
| name, address, unit, language, roles | ${databaseOf(f)} | administration | yes |
| the fact that a ballot was fetched (not that it was used) | the same database | technical administration | yes |
| sign-in session (days; no time, network address or browser) | the same database | technical administration | yes |

**Assets and flows.** Service address: \`${f.origin}\`. Period keys: \`${f.keyDir}\`, outside any backup. Mail: ${mailOf(f)}. Running it needs no processor and no transfer outside the Union; hosting: ${BLANK}.

**Recipients.** Committee: ${f.roles.hr} on the management side, ${f.roles.staff} on the staff side, ${f.roles.other} other. Administration: ${f.roles.administrators}, without access to answers.

## 3. Necessity and proportionality

**Legal basis.** Proposed: the legitimate interest (article 6(1)(f)) in preventing psychosocial risks, read with the employer's duty of safety; for a public body, the task in the public interest (6(1)(e)). Consent is not relied on: in an employment relationship it would not be free. Answering remains optional, and nobody can know who abstained. Controller's decision: ${BLANK}.

**Article 9.** A record may say "fatigue" or "stress". None is tied to an identifiable person in the databases; while sealed it is nevertheless protected as sensitive data. Condition proposed, should the data-protection officer hold article 9 applicable: 9(2)(b) (obligations in employment law), with the safeguards of section 5. Officer's opinion: ${BLANK}.

**AI Act.** Article 5(1)(f) prohibits inferring emotions at the workplace from biometric data. Written text is none, and it is read on the device, for the person, who corrects the reading. Out of caution the controller does not exclude that the reader (rules and lexicon written by hand, weights fitted on labelled texts) is an AI system: it is announced as such, and its rules are public. European authorities having voiced strong reservations about emotional data reaching an employer, ${emotionsHigh(f) ? 'the publication plan below keeps it at the highest levels.' : `**the publication plan below, which shows it under the site, is to be justified: ${BLANK}.**`}

**Minimisation: what is published, and down to where.**

| measure | level |
| --- | --- |
${planRows(f)}

**Retention.** See the attached schedule.

**Rights.** Information: attached notice. Access, rectification, erasure, objection: attached procedure. On a published answer rights cannot be exercised, since it cannot be tied to anybody (article 11); this is said before one contributes.

## 4. Risks

| feared event | sources | severity | likelihood before | likelihood after |
| --- | --- | --- | --- | --- |
| an answer tied to a person from databases, logs or backups | curious administrator, employer, intruder | significant | high | low |
| the answer of a small group derived by crossing tables | management | significant | high | low |
| knowing who did not answer, and pressing them | management | limited | high | low |
| answers guessed by colleagues who collude | colleagues | significant | high | limited: see below |
| a modified page, or a diverted server that reads what is sent | whoever controls the running server | significant | limited | limited: detectable, not prevented |
| a device watched by the employer | employer, spyware | significant | limited | unchanged: people are warned |
| results retouched, deleted or recomputed | management, administrator | limited | high | low: hash chain, outside anchor |
| sealed answers lost | failure | limited | limited | low: devices send again |
| misuse (ranking teams, aiming at a person) | management | significant | limited | low: no ranking, no filter, no free query |

**Colleagues who collude.** Simulated with the real noise (\`npm run bench -- colluders\`): if all but one tell each other what they answered, they guess how the last one feels right 65 times in 100 after one period, 90 after four unchanged answers, nearly always after twelve (chance alone: 33). Half of a group does no better than from the others' exact total. Raising k from 5 to 8 does not change what "all but one" know: it takes more accomplices.

## 5. Measures

- The text is read on the device; no text leaves it, except, where the person asks, within the ciphertext of their own history.
- The right to answer is a blind-signed ballot (RFC 9474), fetched ahead: the server that signs it cannot recognise it.
- Sealed record (RFC 9180), envelope of one size, random delay, shuffled batches with dummies, without time or order.
- The period's key is outside the database and destroyed on publication${f.keysInData ? '. **To correct: the key folder lies under the data folder; exclude it from every backup, or move it by `MURMURE_KEY_DIR`**' : ''}.
- Groups of at least ${f.minEligible} people, publication from k = ${f.k} answers, geometric noise of parameter ${f.epsilon} drawn once for each total. This is not differential privacy, and we do not call it so.
- A hash-chained ledger whose head can be kept outside the server. Head today: ${headOf(f)}.
- Lowering k or widening publication takes both sides' agreement, and never reaches back.
- All of it can be checked from another machine: \`murmure verify --remote ${f.origin}\`.

## 6. Residual risk and decision

What remains: a live malicious server, a compromised device, colleagues who nearly all collude, and small worlds in which everybody knows already. The "Confidentiality" page says so to everyone.

| step | date | name and function |
| --- | --- | --- |
| opinion of the data-protection officer | ${BLANK} | ${BLANK} |
| views of data subjects or their representatives (article 35(9)) | ${BLANK} | ${BLANK} |
| works-council consultation | ${BLANK} | ${BLANK} |
| controller's decision | ${BLANK} | ${BLANK} |
| review (at the latest when k, the plan or hosting change) | ${BLANK} | ${BLANK} |
`;
