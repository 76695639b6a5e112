/** What a procedure is given: who asks, and the services. */
import type { Lang } from '#contracts/ids.ts';
import type { App } from '../app.ts';
import type { SignedIn } from '../auth/signed-in.ts';

export type TrpcContext = {
	app: App;
	person: SignedIn | null;
	lang: Lang;
};
