import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, browserPath, startSeededApp, visit } from './app.ts';
import { joinAs } from './job-history.ts';

describe.runIf(browserPath !== null)('from a drift to its fix and back', () => {
  let app: App & { providerId: number };
  let ada: Page;
  let cleo: Page;
  let ines: Page;
  let drift: number;
  let remediation: number;
  let cleoId: number;

  type Shown = { status: string; approval: { status: string } | null; rollback: { status: string | null } };
  const shown = () => app.call<Shown>('GET', `/remediation/${remediation}`);
  const becomes = (status: string) =>
    expect.poll(async () => (await shown()).status, { timeout: 60_000 }).toBe(status);
  const writes = () => app.sandbox.requests.filter(({ write }) => write).length;

  const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });

  beforeAll(async () => {
    app = await startSeededApp();
    const person = (email: string, name: string) => joinAs(app, { email, name, role: 'admin' });
    ada = await app.open();
    const colleague = await person('cleo@northwind.example', 'Cleo Marsh');
    cleoId = colleague.id;
    cleo = await app.open({ as: colleague.cookie });
    ines = await app.open({ as: (await person('ines@northwind.example', 'Ines Roth')).cookie });
    const { data } = await app.call<{ data: { id: number; attribute: string }[] }>('GET', '/drifts');
    const found = data.find(({ attribute }) => attribute === 'PublicAccessBlockConfiguration');
    if (found === undefined) throw new Error('no bucket was opened in the sandbox');
    drift = found.id;
  }, 240_000);
  afterAll(() => app?.stop());

  it('a drift offers its change; without credentials the plan comes with commands to run by hand', async () => {
    await visit(ada, app, '/remediation');
    await ada.getByText('No change was asked for').waitFor();
    await visit(ada, app, `/drifts/${drift}`);
    await ada.getByRole('heading', { name: 'Fix it' }).waitFor();
    await ada
      .getByText(/The account is read only/)
      .first()
      .waitFor();
    await ada.getByRole('button', { name: 'Plan this change' }).first().click();
    await ada.waitForURL(/remediation\/\d+/);
    remediation = Number(new URL(ada.url()).pathname.split('/').at(-1));
    await ada.getByRole('heading', { name: 'Only shown, not applied' }).waitFor({ timeout: 60_000 });
    await ada.getByText('s3:PutBucketPublicAccessBlock').first().waitFor();
    await ada.getByRole('tabpanel').getByRole('button', { name: 'Copy', exact: true }).click();
    expect(await ada.evaluate(() => navigator.clipboard.readText())).toContain('public-access-block');
    expect(writes()).toBe(0);
  }, 120_000);

  it('with credentials it waits for somebody else, who sees exactly what it does', async () => {
    await app.call('PUT', `/providers/${app.providerId}/write-credentials`, {
      ...app.sandbox.writer,
      endpointUrl: app.sandbox.endpoint,
    });
    await ada.reload();
    await ada.getByRole('button', { name: 'Plan it again' }).click();
    await becomes('pending_approval');
    await ada.getByText('You cannot decide this.').waitFor({ timeout: 60_000 });
    expect(writes()).toBe(0);
    await visit(cleo, app, `/remediation/${remediation}?full=1`);
    await cleo
      .getByRole('group', { name: 'Before and after' })
      .getByText(/BlockPublicAcls/)
      .first()
      .waitFor();
    await cleo.getByRole('button', { name: 'Approve 1 change in production' }).click();
    await becomes('completed');
    await details(cleo).getByText('Done and verified').first().waitFor({ timeout: 60_000 });
    expect(writes()).toBe(1);
    await cleo.getByRole('link', { name: 'Evidence of the change' }).waitFor();
    const open = await app.call<{ status: string }>('GET', `/drifts/${drift}`);
    expect(open.status).toBe('resolved');
  }, 120_000);

  it('is taken back within its time by a plan that is approved in its turn', async () => {
    await cleo.getByRole('button', { name: 'Roll back' }).click();
    await cleo.getByRole('button', { name: 'Plan the way back' }).click();
    await expect.poll(async () => (await shown()).approval?.status, { timeout: 60_000 }).toBe('pending');
    await visit(ines, app, `/remediation/${remediation}?full=1`);
    await ines.getByRole('button', { name: 'Approve the rollback in production' }).click();
    await becomes('rolled_back');
    await details(ines).getByText('Rolled back').first().waitFor({ timeout: 60_000 });
    expect(writes()).toBe(2);
  }, 120_000);

  it('the queue says what waits and keeps its filters', async () => {
    await visit(ada, app, '/remediation?status=rolled_back');
    const rows = ada.getByRole('table', { name: 'Remediations' }).locator('tbody tr');
    expect(await rows.count()).toBe(1);
    await visit(ada, app, '/remediation?status=failed');
    await ada.getByText('No remediation fits these filters').waitFor();
  });

  it('a job puts several in order by one plan that is decided once, and each has a page of its own', async () => {
    await visit(ada, app, '/jobs/new?type=scheduled_remediation');
    await ada.getByRole('button', { name: 'Continue to target' }).click();
    await ada.getByLabel('Cloud accounts').first().waitFor();
    await ada.getByLabel('Kinds of change').first().click();
    await ada.getByRole('option', { name: /^Switch on a trail that is stopped/ }).click();
    const job = await app.call<{ id: number }>('POST', '/jobs', {
      name: 'Repairs of the week',
      type: 'scheduled_remediation',
      timing: { kind: 'weekly', weekday: 1, at: '07:00' },
      approver_id: cleoId,
      configuration: { remediations: ['aws-s3-block-public-access', 'aws-cloudtrail-start-logging'] },
    });
    const before = writes();
    await app.call('POST', `/jobs/${job.id}/trigger`, {});
    type Approvals = { data: { id: number; changes: number }[] };
    const waiting = () => app.call<Approvals>('GET', '/approvals?type=scheduled_job');
    await expect.poll(async () => (await waiting()).data.length).toBe(1);
    const approval = (await waiting()).data[0];
    await visit(cleo, app, '/approvals?type=scheduled_job');
    await cleo.reload();
    const plan = cleo.getByRole('link', { name: /Repairs of the week/ });
    await plan.click();
    await cleo.getByRole('heading', { name: 'The plan' }).waitFor();
    expect(writes()).toBe(before);
    await cleo.getByRole('button', { name: `Approve ${approval?.changes} changes in production` }).click();
    await cleo.getByRole('heading', { name: 'Changes', exact: true }).waitFor();
    const changes = cleo.getByRole('listitem').filter({ hasText: 'Done and verified' });
    await expect.poll(() => changes.count()).toBe(approval?.changes);
    expect(writes()).toBe(before + (approval?.changes ?? 0));
    await changes.first().getByRole('link').click();
    await cleo.getByRole('link', { name: /^Change \d of \d in run/ }).waitFor();
  });

  it('settings are checked, and a standing policy needs two administrators', async () => {
    await visit(ada, app, '/settings/remediation');
    await ada.getByLabel('Minutes for a rollback').fill('3');
    await ada.getByRole('button', { name: 'Save' }).click();
    await ada
      .getByText(/(>=|at least|5)/)
      .first()
      .waitFor();
    await ada.getByLabel('Minutes for a rollback').fill('45');
    await ada.getByRole('button', { name: 'Save' }).click();
    await ada.getByText('Saved.').waitFor();
    await ada.getByRole('button', { name: 'Propose a policy' }).click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Propose policy' }).click();
    await dialog.getByText('Choose the kind of change.').waitFor();
    await dialog.getByLabel('Kind of change').first().click();
    await ada.getByRole('option').first().click();
    await dialog
      .getByRole('textbox', { name: 'Reason' })
      .fill('Reviewed with the platform team, always wanted.');
    await dialog.getByRole('button', { name: 'Propose policy' }).click();
    await ada.getByText('Waits for another administrator').waitFor();
    expect(await ada.getByRole('button', { name: 'Approve this policy' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await visit(cleo, app, '/settings/remediation');
    await cleo.getByRole('button', { name: 'Approve this policy' }).click();
    await cleo.getByRole('button', { name: /^Approve up to \d+ changes a day/ }).click();
    await cleo.getByText('In force', { exact: true }).waitFor();
    await cleo.getByRole('button', { name: 'Revoke' }).click();
    await cleo.getByRole('button', { name: 'Revoke policy' }).click();
    await cleo.getByText('Revoked', { exact: true }).waitFor();
  }, 120_000);

  it.each(['light', 'dark'] as const)(
    'can be read by everybody, %s',
    async (scheme) => {
      const window = await app.open({ scheme });
      for (const path of ['/remediation', `/remediation/${remediation}?full=1`, '/settings/remediation']) {
        await visit(window, app, path);
        const { violations } = await new AxeBuilder({ page: window }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.target}`)).toEqual([]);
      }
    },
    60_000,
  );
});
