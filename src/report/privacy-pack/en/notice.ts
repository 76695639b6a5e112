/** The information notice (articles 12 and 13 of the GDPR). */
import type { PrivacyFacts } from '../facts.ts';
import { BLANK, demoNote, periodOf, planRows, purpose } from './words.ts';

export const notice = (f: PrivacyFacts): string => `# Information for everyone who works here

${demoNote(f)}**${f.organisation}** offers you Murmure, to say how work is going. Answering is up to you. Nobody can know whether you did.

## What you write

Your text is read by your device and does not leave it. It is neither sent nor stored, unless you ask: you may keep a history for yourself alone ("My weather"), encrypted on your device, with an encrypted copy on the server if you wish. Nobody but you can open it. You see what was understood, you correct it, and you decide whether a coded record leaves: one feeling, one emotion, one difficulty, three factors at most. Nothing else.

## What becomes of the record

It is sealed before it leaves, without name or time, and opened with all the others when the period (${periodOf(f)}) ends. Only totals of at least ${f.k} answers are published, with a little blur drawn at random. Records and their key are then destroyed.

| what is published | down to where |
| --- | --- |
${planRows(f)}

## Who sees what

- Your text: you.
- The totals: the committee (management, staff representatives and other members), and those it publishes them to.
- Your name, address and unit: Murmure's administration, which sees no answer.
- The names of the people in your group: the people of that group, so that everyone knows whose answers theirs is mixed with.

## What it is for, and what it is not for

It is there to prevent psychosocial risks (legal basis: the employer's legitimate interest, read with the duty of safety; to be confirmed: ${BLANK}). ${purpose} If you are in danger, or want to report something, Murmure gives you numbers to call, and tells nobody.

## For how long

Your account: while you work here, then until the season ends. Your session: ${f.sessionDays} days without a visit. Published totals: without limit, since they are statistics.

## Your rights

You may ask to see what exists about you, to have it corrected or erased, and you may object, by writing to: ${BLANK}. What exists is your account. An answer cannot be found again by anybody, so it can be neither shown nor erased on its own; until the close you can replace it from your device. You may complain to the supervisory authority (in France, the CNIL).

## What is not guaranteed

Whoever controls the server could serve a modified page. A watched device is a watched device: rather write from your own. Colleagues who all tell each other their answers can guess the last one's: right 65 times in 100 after one period, 90 after four unchanged answers. The page \`${f.origin}/confidentiality\` says how to check everything without believing us.

Controller: ${f.organisation}, ${BLANK}. Data-protection officer: ${BLANK}. Notice of ${f.writtenOn}, handed out on: ${BLANK}.
`;
