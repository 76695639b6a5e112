/** The one number that the easy-language page needs. */
import { getApp } from '#server/app.ts';
import { readTrust } from '#server/services/read-trust.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ k: (await readTrust(getApp().services)).k });
