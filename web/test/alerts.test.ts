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
    const before = (await app.call<Listed>('GET', '/alerts?status=all')).data[0]?.occurrences ?? 0;
    app.sandbox.faults.deny('sts:GetCallerIdentity');
    await app.call('POST', `/jobs/${job.id}/trigger`, {});
    await app.idle();
    app.sandbox.faults.clear();
    for (;;) {
      const { data } = await app.call<Listed>('GET', '/alerts?status=all');
      if ((data[0]?.occurrences ?? 0) > before) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const rows = () => page.getByRole('table', { name: 'Alerts' }).locator('tbody tr');
  const heading = (text: string | RegExp) => page.getByRole('heading', { level: 1, name: text });
  const details = () => page.getByRole('complementary', { name: 'Details' });

  it('are counted in the menu and on the dashboard, which leads to the list', async () => {
    await visit(page, app, '/');
    const entry = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Alerts/ });
    await entry.getByText('1').first().waitFor();
    expect(await entry.innerText()).toContain('open critical or high alerts');
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
    const [alert] = (await app.call<Listed>('GET', '/alerts')).data;
    for (const path of ['/alerts', `/alerts/${alert?.id}`, '/alerts?status=resolved']) {
      await visit(window, app, path);
      const { violations } = await new AxeBuilder({ page: window }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.target}`)).toEqual([]);
    }
  });

  it('keep their filters in the address', async () => {
    await visit(page, app, '/alerts?severity=low');
    await page.getByText('No alert fits these filters').waitFor();
    await page.getByRole('searchbox', { name: 'Find an alert' }).fill('nothing like it');
    await page.waitForURL(/q=nothing/);
    await visit(page, app, `/alerts?severity=high&type=performance&source=job:${job.id}`);
    expect(await rows().count()).toBe(1);
  });

  it('open beside the list and lead to the run and to the job', async () => {
    await visit(page, app, '/alerts');
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

  it('are acknowledged by a key and stay in the list', async () => {
    await visit(page, app, '/alerts');
    await rows().first().focus();
    await page.keyboard.press('e');
    await rows().first().getByText('Acknowledged').waitFor();
    await visit(page, app, '/alerts?status=open');
    await page.getByText('No alert fits these filters').waitFor();
  });

  it('are resolved with a note, which the history keeps', async () => {
    await visit(page, app, '/alerts');
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
  });

  it('open again when the job fails again, and many are resolved at once', async () => {
    await fails();
    await visit(page, app, '/alerts');
    await rows().first().getByText('Open').waitFor();
    await page.getByRole('checkbox', { name: /^Choose Job/ }).check();
    await page.getByRole('button', { name: 'Resolve 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('No alert is open').waitFor();
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
