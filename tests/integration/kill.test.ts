/** The short form of `npm run soak -- kill`: three kills of the whole process tree under a stream of voices. */
import { expect, it } from 'vitest';
import { runKills } from '../soak/kill.ts';

it('loses and doubles no acknowledged voice when everything is killed three times', async () => {
	const report = await runKills({ kills: 3, devices: 60 });
	expect(report).toMatchObject({ kills: 3, lost: [], doubled: [] });
	expect(report.devices).toBeGreaterThan(20);
	expect(report.counted).toBeGreaterThanOrEqual(report.devices);
	expect(report.counted).toBeLessThanOrEqual(60);
}, 240_000);
