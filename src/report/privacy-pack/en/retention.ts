/** The retention schedule: what the software really does, and what is left to the organisation. */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, demoNote, periodOf } from './words.ts';

export const retention = (f: PrivacyFacts): string => `# Retention schedule

${demoNote(f)}**${f.organisation}**, ${f.writtenOn}.

| data | how long | what erases it | who sees to it |
| --- | --- | --- | --- |
| text and draft | the visit | the person's decision, or closing the tab | the device |
| history a person keeps ("My weather"), on the device | until they erase it | the person (note by note, whole, or every trace on the device) | the device |
| its encrypted copy on the server, where one was asked for | until they take it off | the person, or command \`person erase\`; from the day they leave the organisation they can no longer read it | the person, administration |
| ballots and a record waiting to be sent | until the period is published | the device, once the period is in the ledger | the device |
| sealed records | the period (${periodOf(f)}) at most, then its close | publication empties the box | the server |
| a period's key | until publication | overwritten, then removed | the server |
| ballots fetched (person, period) | the season (${f.seasonPeriods} periods) | erasing the person, the running season excepted | command \`person erase\` |
| who is in which group | the season | erasing the person, the running season excepted | command \`person erase\` |
| account (name, address, unit, language, roles) | while the person works here | the import ends their access; **the row stays, inactive, until \`person erase\`** | administration, at the latest when the season of the departure ends |
| session | ${f.sessionDays} days without a visit | by itself | the server |
| sign-in link (hashed) | ${f.linkMinutes} minutes | by itself | the server |
| decisions and approvals | as long as the scheme: acts done for a side | the name goes with \`person erase\`, the act stays | committee |
| ledger (published totals) | without limit: anonymous statistics whose worth is their length | never: taking a row out would break the chain | — |
| technical log | ${BLANK}; it holds no text, address or token | the system's rotation | IT team |
| proxy log | ${BLANK}; must record neither bodies nor addresses for \`/api/voice\` | the system's rotation | IT team |
| backups | ${BLANK}; without the periods' keys | rotation of backups | IT team |

The periods' keys are in \`${f.keyDir}\`: that folder goes into no backup.${f.keysInData ? ' Today it lies under the data folder: exclude it expressly, or move it by `MURMURE_KEY_DIR`.' : ''}
`;
