/** The main job end to end: an employee contributes, the period is closed, the committee sees it, the ledger holds, and tampering shows. */
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { demo, murmure } from './demo.ts';
import { connectionOf } from './database.ts';

test.describe.configure({ mode: 'serial' });

test('a contribution joins the published trend when the period is closed', async ({ browser }) => {
	test.setTimeout(180_000);
	const { links } = demo();
	const committee = await (
		await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } })
	).newPage();
	await committee.goto(links.committee);
	const period = committee.getByLabel('Période');
	const before = await period.locator('option').count();
	const cells = await committee.locator('tbody td .block').allTextContents();

	const employee = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
	await employee.goto(links.employee);
	await employee
		.getByRole('textbox')
		.fill('On manque de bras, trois arrêts non remplacés, je rentre vidée.');
	await employee.getByRole('button', { name: 'Continuer' }).click();
	await employee.getByRole('button', { name: 'Continuer' }).click();
	await employee.getByRole('button', { name: 'Contribuer', exact: true }).click();
	await expect(employee.locator('[data-outcome=arrived]')).toBeVisible({ timeout: 75_000 });

	const closed = await murmure('close', '--demo');
	expect(closed.code, closed.stderr).toBe(0);

	await committee.reload();
	await expect(period.locator('option')).toHaveCount(before + 1);
	expect(await committee.locator('tbody td .block').allTextContents()).not.toEqual(cells);

	// The device forgets what is in the ledger, and may contribute to the next period.
	await employee.getByRole('button', { name: 'Écrire autre chose' }).click();
	await employee.getByRole('textbox').fill('Ça va mieux, bonne ambiance.');
	await employee.getByRole('button', { name: 'Continuer' }).click();
	await employee.getByRole('button', { name: 'Continuer' }).click();
	await expect(employee.getByRole('button', { name: 'Contribuer', exact: true })).toBeVisible();
});

test('verify holds, and a ledger row that was tampered with is found', async () => {
	test.setTimeout(120_000);
	const good = await murmure('verify');
	expect(good.code, good.stderr + good.stdout).toBe(0);

	const client = new pg.Client(connectionOf(demo().data));
	await client.connect();
	try {
		const { rows } = await client.query<{ seq: string; payload: string }>(
			"select seq, payload from ledger where kind = 'cells' order by seq desc limit 1",
		);
		const { seq, payload } = rows[0]!;
		const forged = payload.replace(/\d+(?=[^\d]*$)/, (digits) => String(Number(digits) + 1));
		expect(forged).not.toBe(payload);
		// The append-only trigger refuses even the owner...
		await expect(
			client.query('update ledger set payload = $1 where seq = $2', [forged, seq]),
		).rejects.toThrow();
		// ...and whoever takes the trigger away is found by the chain.
		await client.query("set session_replication_role = 'replica'");
		await client.query('update ledger set payload = $1 where seq = $2', [forged, seq]);
		const bad = await murmure('verify');
		expect(bad.code).toBe(1);
		expect(bad.stdout + bad.stderr).toContain(seq);
		await client.query('update ledger set payload = $1 where seq = $2', [payload, seq]);
	} finally {
		await client.end();
	}
	expect((await murmure('verify')).code).toBe(0);
});
