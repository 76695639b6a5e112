/** What hooks.server.ts puts beside every request. */
import type { Lang } from '#contracts/ids.ts';
import type { SignedIn } from '#server/auth/signed-in.ts';

declare global {
	namespace App {
		interface Locals {
			lang: Lang;
			/** Null without a session, and always at the anonymous endpoints. */
			person: SignedIn | null;
			/** The organisation as every page shows it; null before the set-up. */
			organisation: { name: string; demo: boolean; lang: Lang } | null;
		}
		/** Where the check-in stands in the browser's history; never a text. */
		interface PageState {
			step?: 'mirror' | 'contribute' | 'end';
		}
		interface Error {
			message: string;
			/** Under which the server's log has the origin. */
			id?: string;
		}
	}
}

export {};
