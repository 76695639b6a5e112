/** Names of organisation, units and people: one rule at every door, so that none carries a line end into a mail or a letter that turns the others around. */
import { z } from 'zod';

export const MAX_NAME = 120;

/** Control characters, line and paragraph separators, marks that reverse the direction of what follows, halves of characters. The database refuses them too (drizzle/0003). */
const CONTROL = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Cs}]/u;

/** Whether a name holds a character that is not to be seen. */
export const holdsControl = (name: string): boolean => CONTROL.test(name);

/** A name as it is typed; outer spaces go first. The message is the error's code. */
export const nameSchema = z
	.string()
	.refine((name) => !holdsControl(name), { message: 'NAME_CONTROL_CHARACTER', abort: true })
	.transform((name) => name.trim())
	.pipe(z.string().min(1).max(MAX_NAME));
