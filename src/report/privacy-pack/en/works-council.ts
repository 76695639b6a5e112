/** The consultation note for the works council. */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, demoNote, headOf, periodOf, planRows, purpose } from './words.ts';

export const worksCouncil = (f: PrivacyFacts): string => `# Consultation note for the works council

${demoNote(f)}**${f.organisation}**, ${f.writtenOn}. Project: introducing Murmure, pulse check-ins on the quality of working life.

## 1. Why you are consulted

In France (elsewhere: the national rules on works councils, and article 35(9) of the GDPR):

- Labour Code, article L. 2312-8, II, 4°: new technologies, and any important change of health, safety or working conditions.
- Article L. 2312-38: prior information and consultation on means that would allow employees' activity to be monitored. Murmure has neither that purpose nor that ability; the consultation covers it too, out of caution.
- Articles L. 1121-1 and L. 1222-4: proportionality, and prior information of each employee.

The opinion comes before the decision (L. 2312-14), within one month, two if an expert is appointed (R. 2312-6). The council may call on an accredited expert (L. 2315-94, 2°). Public employers: the competent social committee and its specialised body. No invitation should leave before.

## 2. The project

${purpose}

${f.people} people would be invited, once a period (${periodOf(f)}). Each writes a few words, read on their own device; if they wish, a coded, anonymous record leaves. The follow-up committee sees totals by unit, never a person, never a text, and no ranking of teams.

| measure | published |
| --- | --- |
${planRows(f)}

## 3. Your safeguards

| question | answer |
| --- | --- |
| smallest group published | k = ${f.k} answers, within groups of at least ${f.minEligible} people |
| who can change these rules | a decision of management **and** of the staff side, written in the ledger, never reaching back |
| who sits on the committee | management ${f.roles.hr}, staff ${f.roles.staff}, others ${f.roles.other} |
| can the employer know who answered | no: nobody can, and no list exists |
| can they query answers in another way | no: one fixed plan, no filter, no query, no recomputation |
| can they retouch a result | it would show: the ledger is chained. Note its head today: ${headOf(f)} |
| can you check for yourselves | yes: \`murmure verify --remote ${f.origin}\`, from another machine |

## 4. What is not guaranteed

- Whoever controls the running server could divert it. The files it serves can be compared with the published list; that detects, it does not prevent.
- A device watched by the employer stays watched. To be asked: is monitoring software installed on work devices? Answer: ${BLANK}.
- Colleagues who nearly all collude can guess the last one's answer (right 65 times in 100 after one period, 90 after four, nearly always after twelve; chance: 33).
- An administrator could import false colleagues around a person: the names of each group are shown to its members, who can see it.

## 5. Questions the council may ask

1. What will follow from results, by whom, by when?
2. Who hosts the server, who has rights on it, where do backups go?
3. What is offered to those without a device or an address?
4. To which address of the staff representatives is the ledger's head sent?
5. When and how will it be evaluated, and can it be stopped?

## 6. Opinion

Documents handed over on ${BLANK}. Meeting of ${BLANK}. Expert: ${BLANK}. Opinion given on ${f.legal?.consulted ?? BLANK}: ${BLANK}.
`;
