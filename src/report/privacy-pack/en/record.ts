/** The entry in the record of processing activities (article 30 of the GDPR). */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, databaseOf, demoNote, mailOf, periodOf } from './words.ts';

export const record = (f: PrivacyFacts): string => `# Record of processing activities: entry

${demoNote(f)}Drawn up on ${f.writtenOn}, for **${f.organisation}**.

| heading | content |
| --- | --- |
| controller | ${f.organisation}, ${BLANK} |
| data-protection officer | ${BLANK} |
| name of the processing | pulse check-ins on the quality of working life (Murmure) |
| purposes | 1. inviting people and keeping their accounts; 2. collecting, without being able to tie it to anyone, one coded record a person and period (${periodOf(f)}); 3. publishing totals of at least ${f.k} answers to the committee |
| purposes excluded | appraising, scoring or sanctioning a person; medical diagnosis; collecting alerts; any re-use |
| legal basis | legitimate interest (6(1)(f)) read with the employer's duty of safety, or public-interest task; to be confirmed: ${BLANK} |
| data subjects | employees and others working for the organisation (${f.people} today) |
| categories of data, accounts | name, work address, unit, language, role if any, day of sign-in, ballots fetched |
| categories of data, personal histories | encrypted under a key that the controller does not have, only where the person asks |
| categories of data, records | feeling, emotion, difficulty, psychosocial factors: without identity or time, sealed until the close |
| special categories | none tied to a person in the databases; protected as such until the close |
| recipients | administration (accounts): ${f.roles.administrators}; committee (published totals): ${f.roles.hr + f.roles.staff + f.roles.other} |
| processors | hosting: ${BLANK}; mail: ${mailOf(f)} |
| transfers outside the European Union | none by the software; to be confirmed for hosting and mail: ${BLANK} |
| place of the database | ${databaseOf(f)} |
| retention | see the retention schedule |
| security | reading on the device, blind-signed ballots, sealing, shuffled batches, keys outside the database and destroyed, threshold k = ${f.k}, noise (parameter ${f.epsilon}), hash-chained ledger, one-time sign-in links, no log of addresses |
| impact assessment | yes, attached |
`;
