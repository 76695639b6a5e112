/** The attacker, an administrator, imports seven false colleagues around a victim, so that the victim's group holds nobody else, and takes them away once the season is open. */
import { inArray } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { person } from '#server/db/schema/index.ts';
import { readMyRounds } from '#server/voices/my-rounds.ts';
import { openSeason } from '#server/voices/open-season.ts';
import { makeRig, sharedKeys } from '../integration/voices-rig.ts';

const FALSE = Array.from({ length: 7 }, (_, i) => ({
	personId: `false-${i}`,
	name: `Inconnu ${i}`,
	unitId: 'c',
}));

it('changes nothing while a season runs', async () => {
	const rig = await makeRig();
	const before = await readMyRounds(rig.db, 'c-0');
	await rig.db.insert(person).values(FALSE);
	expect(await readMyRounds(rig.db, 'c-0')).toEqual(before);
	expect(before).toMatchObject({ pool: 'root' });
	expect(before!.people).toHaveLength(11);
});

it('is seen by the victim before answering: all names of the group are shown, also of those taken away since', async () => {
	const rig = await makeRig({ open: false });
	await rig.db.insert(person).values(FALSE);
	expect(await openSeason(rig.context, sharedKeys())).toMatchObject({ ok: true });
	const ids = FALSE.map(({ personId }) => personId);
	await rig.db
		.update(person)
		.set({ active: false, unitId: 'root' })
		.where(inArray(person.personId, ids));
	const mine = (await readMyRounds(rig.db, 'c-0'))!;
	expect(mine.pool).toBe('c');
	expect(mine.people).toHaveLength(10);
	for (const { name } of FALSE) expect(mine.people).toContain(name);
});
