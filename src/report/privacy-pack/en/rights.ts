/** The procedure for access and erasure requests. */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, demoNote } from './words.ts';

export const rights = (f: PrivacyFacts): string => `# Access and erasure requests: procedure

${demoNote(f)}**${f.organisation}**, ${f.writtenOn}. To be answered within one month (article 12(3)). Contact: ${BLANK}.

## What exists about a person

The data of their account, and nothing else: name, address, unit, language, roles, groups in which they were counted, ballots fetched (which the page does by itself; never whether they were used), approvals given as a committee member, days of sessions, and, where they asked for one, the encrypted copy of their history, of which only size, week and ways of opening can be told: they alone have the key, and their page exports it. No readable text, no answer, no time, no network address.

## Access (article 15)

1. Make sure of who asks, without asking for more than needed: an answer from their work address will usually do.
2. On the server: \`npm run -s murmure -- person export ADDRESS > export.json\`.
3. Hand over the file with the information notice, by a safe way, then delete the copy.

Answers cannot be handed over: nobody knows which are theirs (article 11(2)). The file says so.

## Rectification (article 16)

Correct the import file and import it again. The groups of an open season stay frozen; the correction counts from the next.

## Erasure and objection (articles 17 and 21)

1. A person who still works here may object: they need only not answer, and nobody will know. If their account must go, first take them off the list that is imported.
2. \`npm run -s murmure -- person erase ADDRESS --yes\`.
3. Gone at once: name, address, language, unit, roles, sign-in, past seasons. Until the running season ends a random id without a name stays in its frozen group: taking it out would change the others' group. It goes with the first erasure asked for after the season, or by \`person erase --leftovers\`.
4. The last administrator cannot be erased: grant the role to someone else first.
5. Earlier backups hold the account until they rotate (${BLANK}); after a restore, replay erasures from the request log.

Published totals do not change: none can be attributed to the person.

## Request log

| received on | request | answered on | by | remark |
| --- | --- | --- | --- | --- |
| | | | | |
`;
