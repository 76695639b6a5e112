/** What a journal holds and how it travels, so that the device that seals it and the server that keeps it agree on every field and size. */
import { z } from 'zod';
import { LANGS } from './ids.ts';
import { JOURNAL_BUCKETS, MAX_KEPT_TEXT } from './journal-sizes.ts';
import { voiceSchema } from './voice.ts';

const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const idSchema = z.string().regex(/^[\w-]{22}$/);

export const journalEntrySchema = z.strictObject({
	/** Random: says nothing of when. */
	id: idSchema,
	/** The day, never the hour. */
	day: daySchema,
	lang: z.enum(LANGS),
	/** Null where the person kept the reading alone. */
	text: z.string().max(MAX_KEPT_TEXT).nullable(),
	/** The reading, as the person corrected it. */
	reading: voiceSchema,
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** A whole journal, before it is sealed. */
export const journalSchema = z.strictObject({
	format: z.literal('murmure-journal-1'),
	entries: z.array(journalEntrySchema).max(5_000),
	/** Ids of deleted entries, so that another device does not bring them back. */
	gone: z.array(idSchema).max(5_000),
});
export type Journal = z.infer<typeof journalSchema>;

const base64url = (bytes: number) => {
	const length = Math.ceil((bytes * 4) / 3);
	return z
		.string()
		.length(length)
		.regex(/^[\w-]+$/);
};

/** A data key under one key-encryption key: nonce, 32 bytes, tag. */
const wrapped = base64url(12 + 32 + 16);
const salt = base64url(16);

/**
 * How one method wraps the data key. Parameters are bounded, so that a server that hands out others can neither make a
 * device work without end nor ask it for a weak derivation.
 */
export const slotSchema = z.discriminatedUnion('method', [
	z.strictObject({
		method: z.literal('passphrase'),
		salt,
		/** Argon2id, version 1.3. */
		memoryKib: z.int().min(19_456).max(262_144),
		passes: z.int().min(1).max(10),
		lanes: z.literal(1),
		wrapped,
	}),
	z.strictObject({ method: z.literal('recovery'), salt, wrapped }),
	z.strictObject({
		method: z.literal('passkey'),
		salt,
		/** Credential id, as the authenticator gave it. */
		credential: z
			.string()
			.min(16)
			.max(1_400)
			.regex(/^[\w-]+$/),
		wrapped,
	}),
]);
export type Slot = z.infer<typeof slotSchema>;
export type Method = Slot['method'];

/** Exactly one recovery code, at most one passphrase, and something besides the code. */
export const slotsSchema = z
	.array(slotSchema)
	.min(2)
	.max(6)
	.refine((slots) => countOf(slots, 'recovery') === 1 && countOf(slots, 'passphrase') <= 1);

const countOf = (slots: Slot[], method: Method): number =>
	slots.filter((slot) => slot.method === method).length;

/** The sealed journal as it travels: base64url of exactly one of the bucket sizes. */
export const sealedSchema = z
	.string()
	.regex(/^[\w-]+$/)
	.refine((text) => JOURNAL_BUCKETS.some((bytes) => text.length === Math.ceil((bytes * 4) / 3)));

export const journalWriteSchema = z.strictObject({
	/** The version that this write replaces; 0 for the first. */
	base: z.int().min(0).max(1_000_000),
	slots: slotsSchema,
	sealed: sealedSchema,
});
export type JournalWrite = z.infer<typeof journalWriteSchema>;

/** What the server gives back to its owner. */
export type KeptJournal = { version: number; slots: Slot[]; sealed: string };
