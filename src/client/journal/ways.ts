/** The ways of opening a copy, made into slots: a passphrase or a passkey, and always a recovery code. */
import { ok, type Result } from '#contracts/errors.ts';
import type { Slot } from '#contracts/journal.ts';
import { wrapKey, type Opener } from './envelope.ts';
import { makePasskey } from './passkey.ts';
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts';

export type Wraps = (raw: Uint8Array<ArrayBuffer>) => Promise<Slot[]>;
/** What wraps, and the recovery code to show once where one was made. */
export type Ways = { wraps: Wraps; code: string | null };

/**
 * @param passphrase null: a passkey; the device asks its owner now. '' where neither changes.
 * @returns PASSKEY_UNFIT.
 */
export async function makeWays(
	passphrase: string | null,
	{ name, withCode }: { name: string; withCode: boolean },
): Promise<Result<Ways>> {
	const passkey = passphrase === null ? await makePasskey(name) : null;
	if (passkey && !passkey.ok) return passkey;
	const code = withCode ? newRecoveryCode() : null;
	const wraps: Wraps = async (raw) => [
		...(passkey?.ok
			? [await wrapKey(raw, passkey.value.opener, { salt: passkey.value.salt })]
			: []),
		...(passphrase ? [await wrapKey(raw, { method: 'passphrase', passphrase })] : []),
		...(code ? [await wrapKey(raw, { method: 'recovery', code })] : []),
	];
	return ok({ wraps, code });
}

/** What somebody typed is a recovery code if it can be one, else a passphrase. */
export const openerOf = (typed: string): Opener =>
	readRecoveryCode(typed)
		? { method: 'recovery', code: typed }
		: { method: 'passphrase', passphrase: typed };
