/** Error codes to sentences: what happened, what was kept, what to do. */
import type { ErrorCode } from '#contracts/errors.ts';
import { m } from '#messages/messages.js';

const MESSAGES: Record<ErrorCode, () => string> = {
	BAD_INPUT: m.error_bad_input,
	BODY_TOO_LARGE: m.error_body_too_large,
	ENVELOPE_MALFORMED: m.error_envelope_malformed,
	BALLOT_REFUSED: m.error_ballot_refused,
	BALLOT_ALREADY_ISSUED: m.error_ballot_already_issued,
	NOT_ELIGIBLE: m.error_not_eligible,
	ROUND_CLOSED: m.error_round_closed,
	ROUND_UNKNOWN: m.error_round_unknown,
	KEYS_DIFFER: m.error_keys_differ,
	NOT_SIGNED_IN: m.error_not_signed_in,
	FORBIDDEN: m.error_forbidden,
	NOT_FOUND: m.error_not_found,
	BAD_ORIGIN: m.error_bad_origin,
	RATE_LIMITED: m.error_rate_limited,
	LINK_EXPIRED: m.error_link_expired,
	SETUP_CODE_WRONG: m.error_setup_code_wrong,
	SETUP_DONE: m.error_setup_done,
	CSV_MALFORMED: m.error_csv_malformed,
	NAME_CONTROL_CHARACTER: m.error_name_control_character,
	UNIT_UNKNOWN: m.error_unit_unknown,
	UNIT_DUPLICATE: m.error_unit_duplicate,
	TREE_TWO_ROOTS: m.error_tree_two_roots,
	TREE_CYCLE: m.error_tree_cycle,
	PERSON_DUPLICATE: m.error_person_duplicate,
	MAIL_INVALID: m.error_mail_invalid,
	ADMINISTRATOR_MISSING: m.error_administrator_missing,
	DECISION_SIDE_MISSING: m.error_decision_side_missing,
	DECISION_ALREADY_APPROVED: m.error_decision_already_approved,
	LEGAL_GATE: m.error_legal_gate,
	SEASON_OPEN: m.error_season_open,
	TOO_FEW_PEOPLE: m.error_too_few_people,
	BACKUP_UNKNOWN: m.error_backup_unknown,
	BACKUP_PASSPHRASE_WRONG: m.error_backup_passphrase_wrong,
	BACKUP_DAMAGED: m.error_backup_damaged,
	BACKUP_TRUNCATED: m.error_backup_truncated,
	BACKUP_SCHEMA_OTHER: m.error_backup_schema_other,
	BACKUP_OLDER: m.error_backup_older,
	DATABASE_NOT_EMPTY: m.error_database_not_empty,
	UNAVAILABLE: m.error_unavailable,
	UNKNOWN: m.error_unknown,
};

/** The sentence for a code; one that is not on the list reads as unknown. */
export const errorMessage = (code: string | undefined): string =>
	(MESSAGES[code as ErrorCode] ?? MESSAGES.UNKNOWN)();
