import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, browserPath, startSeededApp, visit } from './app.ts';

describe.runIf(browserPath !== null)('alerts in the browser', () => {
  let app: App;
  let page: Page;
  let job: { id: number; name: string };

  beforeAll(async () => {
    app = await startSeededApp();
    page = await app.open();
    job = await app.call('GET', '/jobs/resource_sync');
    await fails();
  });
  afterAll(async () => {
    await app?.stop();
  });

  type Listed = { data: { id: number; occurrences: number; status: string }[] };
  /** The sync is refused by the cloud; its alert comes a moment later by the queue. */
  async function fails(): Promise<void> {
    const of = `/alerts?status=all&source=job:${job.id}`;
    const before = (await app.call<Listed>('GET', of)).data[0]?.occurrences ?? 0;
    app.sandbox.faults.deny('sts:GetCallerIdentity');
    await app.call('POST', `/jobs/${job.id}/trigger`, {});
    await app.idle();
    app.sandbox.faults.clear();
    for (;;) {
      const { data } = await app.call<Listed>('GET', of);
      if ((data[0]?.occurrences ?? 0) > before) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  /** The list with only the alert of the job in it. */
  const ofJob = (more = '') => `/alerts?source=job:${job.id}${more}`;
  const rows = () => page.getByRole('table', { name: 'Alerts' }).locator('tbody tr');
  const heading = (text: string | RegExp) => page.getByRole('heading', { level: 1, name: text });
  const details = () => page.getByRole('complementary', { name: 'Details' });

  it('are counted in the menu and on the dashboard, which leads to the list', async () => {
    await visit(page, app, '/');
    const entry = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Alerts/ });
    await expect.poll(() => entry.innerText()).toContain('open critical or high alerts');
    await page
      .getByRole('link', { name: /Open alerts/ })
      .first()
      .click();
    await heading('Alerts').waitFor();
    expect(new URL(page.url()).search).toBe('?status=open');
    await page.getByText(`Job ${job.name} failed`).waitFor();
  });

  it.each(['light', 'dark'] as const)('can be read by everybody, %s', async (scheme) => {
    const window = await app.open({ scheme });
    const { data } = await app.call<Listed>('GET', '/alerts?type=security');
    for (const path of ['/alerts', `/alerts/${data[0]?.id}`, '/alerts?status=resolved']) {
      await visit(window, app, path);
      const { violations } = await new AxeBuilder({ page: window }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.target}`)).toEqual([]);
    }
  });

  it('keep their filters in the address and over a reload', async () => {
    await visit(page, app, '/alerts');
    await page.getByRole('searchbox', { name: 'Find an alert' }).fill('nothing like it');
    await page.waitForURL(/q=nothing/);
    await page.getByText('No alert fits these filters').waitFor();
    await visit(page, app, ofJob('&severity=high&type=performance'));
    expect(await rows().count()).toBe(1);
    await page.reload();
    await page.getByText(`Job ${job.name} failed`).waitFor();
    expect(await rows().count()).toBe(1);
  });

  it('open beside the list and lead to the run and to the job', async () => {
    await visit(page, app, ofJob());
    await rows().first().focus();
    await page.keyboard.press('Enter');
    await details().getByText('What happened').waitFor();
    await details()
      .getByRole('link', { name: /^Execution \d+$/ })
      .first()
      .click();
    await heading(new RegExp(job.name)).waitFor();
    await page.goBack();
    await details().getByRole('link', { name: job.name, exact: true }).click();
    await heading(job.name).waitFor();
  });

  it('are walked, chosen and acknowledged by keys', async () => {
    await visit(page, app, '/alerts');
    await rows().first().focus();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'Acknowledge 1' }).waitFor();
    await visit(page, app, ofJob());
    await rows().first().focus();
    await page.keyboard.press('e');
    await rows().first().getByText('Acknowledged').waitFor();
    await visit(page, app, ofJob('&status=open'));
    await page.getByText('No alert fits these filters').waitFor();
  });

  it('are resolved with a note, which the history keeps', async () => {
    await visit(page, app, ofJob());
    await rows().first().getByRole('link').first().click();
    await details().getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Resolve this alert' });
    await dialog.getByRole('textbox', { name: 'Note for the history' }).fill('the key was renewed');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await details()
      .getByText(/Resolved by ada@northwind\.example/)
      .waitFor();
    await details().getByText('the key was renewed').last().waitFor();
    expect(await details().getByRole('button', { name: 'Resolve' }).count()).toBe(0);
    await visit(page, app, '/alerts');
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByText(`Job ${job.name} failed`).waitFor();
    expect(await page.getByRole('checkbox', { name: /^Choose/ }).count()).toBe(0);
  });

  it('open again when the job fails again, and many are resolved at once', async () => {
    await fails();
    await visit(page, app, ofJob());
    await rows().first().getByText('Open').first().waitFor();
    await page.getByRole('checkbox', { name: /^Choose Job/ }).check();
    await page.getByRole('button', { name: 'Resolve 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('No alert fits these filters').waitFor();
  });

  it('of a drift ask about the drift when they are resolved', async () => {
    const { data } = await app.call<{ data: { id: number }[] }>('GET', '/alerts?type=security&severity=low');
    const alert = data[0]?.id ?? (await app.call<Listed>('GET', '/alerts?type=security')).data.at(-1)?.id;
    const detail = await app.call<{ related: { drift_id: number } }>('GET', `/alerts/${alert}`);
    await visit(page, app, `/alerts/${alert}`);
    await details().getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Its drift is still open').waitFor();
    await dialog.getByRole('checkbox').first().check();
    await dialog.getByRole('button', { name: 'Resolve with 1 drift' }).click();
    await details()
      .getByText(/Resolved by ada@northwind\.example/)
      .waitFor();
    // The alert is resolved first, its drift right after it.
    const drift = () => app.call<{ status: string }>('GET', `/drifts/${detail.related.drift_id}`);
    await expect.poll(async () => (await drift()).status).toBe('resolved');
  });

  it('are handed over and muted for a time, one and many', async () => {
    const { data } = await app.call<Listed>('GET', '/alerts?type=security');
    await visit(page, app, `/alerts/${data[0]?.id}`);
    await details().getByRole('button', { name: 'Assign' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
    await details()
      .getByText(/Handed over by ada@northwind/)
      .waitFor();
    await details().getByRole('button', { name: 'Mute', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Why').fill('the migration is under way');
    await page.getByRole('dialog').getByRole('button', { name: 'Mute' }).click();
    await details().getByRole('button', { name: 'Unmute' }).waitFor();
    await visit(page, app, '/alerts?assignee=me');
    expect(await rows().count()).toBe(1);
    await rows().first().getByText('Muted').waitFor();
    await visit(page, app, '/alerts?type=security&muted=false');
    await rows().first().waitFor();
    await page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
    await page.getByRole('button', { name: /^Mute \d+$/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Mute' }).click();
    await page.getByText('No alert fits these filters').waitFor();
  });

  it('are raised by hand about a resource', async () => {
    await visit(page, app, '/alerts');
    await page.getByRole('button', { name: 'Raise alert' }).click();
    const dialog = page.getByRole('dialog', { name: 'Raise an alert' });
    await dialog.getByRole('button', { name: 'Raise alert' }).click();
    await dialog.getByText('Say in a few words what is wrong.').waitFor();
    await dialog.getByRole('textbox', { name: 'Title' }).fill('A partner saw our invoices');
    await dialog.getByRole('textbox', { name: 'What was noticed' }).fill('Their mail of this morning.');
    await dialog.getByRole('button', { name: 'Raise alert' }).click();
    await heading('A partner saw our invoices').waitFor();
    await details().getByText('Their mail of this morning.').first().waitFor();
  });

  it('show nothing to press to a person who may only look', async () => {
    await fails();
    const invited = await app.call<{ link: string }>('POST', '/settings/team/invite', {
      email: 'vera@northwind.example',
      role: 'viewer',
    });
    const token = new URL(invited.link).pathname.split('/').at(-1);
    const accepted = await fetch(`${app.url}/api/v1/invite/${token}/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Requested-With': 'infraudit' },
      body: JSON.stringify({ name: 'Vera', password: 'correct horse battery staple' }),
    });
    const cookie = accepted.headers.getSetCookie()[0]?.split(';')[0];
    expect(cookie, await accepted.text()).toBeDefined();
    const window = await app.open({ as: cookie ?? false });
    const [alert] = (await app.call<Listed>('GET', '/alerts')).data;
    await visit(window, app, `/alerts/${alert?.id}`);
    const button = window.getByRole('button', { name: 'Acknowledge' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
  });
});
