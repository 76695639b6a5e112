/** The one closed list of error codes. Messages live in the catalogue under `error_<code in lower case>`. */

export const ERROR_CODES = [
	'BAD_INPUT', // malformed JSON, fields missing or wrong
	'BODY_TOO_LARGE',
	'ENVELOPE_MALFORMED',
	'BALLOT_REFUSED', // forged, foreign pool, other round: told apart by nobody
	'BALLOT_ALREADY_ISSUED', // a second, different blinded request
	'NOT_ELIGIBLE',
	'ROUND_CLOSED',
	'ROUND_UNKNOWN',
	'KEYS_DIFFER', // made on the device: the keys shown to it are not those published to everybody
	'NOT_SIGNED_IN',
	'FORBIDDEN',
	'NOT_FOUND',
	'BAD_ORIGIN',
	'RATE_LIMITED',
	'LINK_EXPIRED', // sign-in link unknown, used or too old: told apart by nobody
	'SETUP_CODE_WRONG',
	'SETUP_DONE',
	'CSV_MALFORMED',
	'NAME_CONTROL_CHARACTER', // a name with a character that is not to be seen
	'UNIT_UNKNOWN',
	'UNIT_DUPLICATE',
	'TREE_TWO_ROOTS',
	'TREE_CYCLE',
	'PERSON_DUPLICATE',
	'MAIL_INVALID',
	'ADMINISTRATOR_MISSING', // nobody would be left to administer
	'DECISION_SIDE_MISSING',
	'DECISION_ALREADY_APPROVED',
	'LEGAL_GATE', // both sides have not recorded consultation, notice and impact assessment
	'SEASON_OPEN', // not while a season runs
	'TOO_FEW_PEOPLE',
	'BACKUP_UNKNOWN', // not a backup, or of a later format
	'BACKUP_PASSPHRASE_WRONG',
	'BACKUP_DAMAGED',
	'BACKUP_TRUNCATED',
	'BACKUP_SCHEMA_OTHER', // made by another version of Murmure
	'BACKUP_OLDER', // what was published since would be lost
	'DATABASE_NOT_EMPTY',
	'JOURNAL_STORE', // made on the device: the browser refuses to store
	'JOURNAL_LOCKED', // made on the device: wrong passphrase, code or passkey; told apart by nobody
	'JOURNAL_DAMAGED', // made on the device: what the server kept does not open under the right key
	'JOURNAL_FULL', // made on the device: larger than what the server keeps
	'JOURNAL_STALE', // another device wrote since
	'PASSKEY_UNFIT', // made on the device: no passkey that can derive a key, or cancelled
	'UNAVAILABLE', // try again; nothing was lost
	'UNKNOWN', // shows an id only
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The code that a schema gave as the message of its issue, or another. */
export const codeOfIssue = (
	issue: { message: string } | undefined,
	otherwise: ErrorCode,
): ErrorCode => ERROR_CODES.find((code) => code === issue?.message) ?? otherwise;

/** An expected outcome that went wrong: returned, never thrown. `detail` never holds a text, a token or an address. */
export type Failure = {
	ok: false;
	code: ErrorCode;
	detail?: { file?: string; line?: number; field?: string; value?: string };
};
export type Result<T> = { ok: true; value: T } | Failure;

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (code: ErrorCode, detail?: Failure['detail']): Failure =>
	detail ? { ok: false, code, detail } : { ok: false, code };
