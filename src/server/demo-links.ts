/** The key in the demonstration's three links: the same after a restart, known to nobody without the server's secret. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const DEMO_ROLES = ['employee', 'committee', 'administrator'] as const;
export type DemoRole = (typeof DEMO_ROLES)[number];

export const demoKey = (secret: string): string =>
	createHmac('sha256', secret).update('demonstration links').digest('base64url').slice(0, 22);

/** The link printed by `murmure demo`. */
export const demoLink = (origin: string, secret: string, as: DemoRole): string =>
	`${origin}/demo/enter?as=${as}&key=${demoKey(secret)}`;

export function isDemoKey(secret: string, key: string): boolean {
	const right = Buffer.from(demoKey(secret));
	const given = Buffer.from(key);
	return given.length === right.length && timingSafeEqual(given, right);
}
