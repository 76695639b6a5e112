/** The signed list of what a release serves to browsers: written by the build, compared by anyone with what a server really serves. */
import { z } from 'zod';
import { canonical } from './canonical.ts';

export const webManifestSchema = z.strictObject({
	format: z.literal('murmure-web-1'),
	version: z.string().max(80),
	/** Hash of the sources that the pages were built from. */
	build: z.string().max(80),
	/** Directives of the content-security policy, without nonces. */
	csp: z.record(z.string(), z.array(z.string())),
	/** By path from the root of the site, without the leading slash. */
	files: z.record(
		z.string(),
		z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int() }),
	),
	/** Absent: nobody signed this build. */
	signature: z
		.strictObject({
			algorithm: z.literal('Ed25519'),
			/** SPKI, base64url. Whoever verifies must know the key from elsewhere. */
			publicKey: z.string(),
			value: z.string(),
		})
		.optional(),
});
export type WebManifest = z.infer<typeof webManifestSchema>;

/** What is signed, and what the fingerprint is taken of: everything but the signature. */
export const manifestText = ({ signature: _, ...rest }: WebManifest): string => canonical(rest);

/** One row of the ledger as the public endpoint gives it; `payload` is null where the reader may not see what was published. */
export const ledgerRowSchema = z.strictObject({
	seq: z.number().int().nonnegative(),
	kind: z.string(),
	payload: z.string().nullable(),
	prevHash: z.string(),
	hash: z.string(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;

export const ledgerPageSchema = z.strictObject({
	rows: z.array(ledgerRowSchema),
	/** Where to go on; null at the end. */
	next: z.number().int().nullable(),
});
export type LedgerPage = z.infer<typeof ledgerPageSchema>;
/** Rows in one page. */
export const LEDGER_PAGE = 500;
