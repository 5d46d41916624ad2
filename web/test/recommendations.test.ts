import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, browserPath, startSeededApp, visit } from './app.ts';

describe.runIf(browserPath !== null)('recommendations in the browser', () => {
  let app: App;
  let page: Page;
  type Listed = { data: { id: number; title: string; has_automated_fix: boolean }[] };
  let listed: Listed['data'];

  beforeAll(async () => {
    app = await startSeededApp();
    page = await app.open();
    // They are written by the queue, a moment after the findings.
    do {
      await new Promise((resolve) => setTimeout(resolve, 500));
      listed = (await app.call<Listed>('GET', '/recommendations?per_page=100')).data;
    } while (listed.length < 2);
  }, 240_000);
  afterAll(() => app?.stop());
  const details = () => page.getByRole('complementary', { name: 'Details' });

  it('are listed with what they gain, and keep their filters over a reload', async () => {
    await visit(page, app, '/recommendations?type=security');
    const rows = page.getByRole('table', { name: 'Recommendations' }).locator('tbody tr');
    const before = await rows.count();
    expect(before).toBeGreaterThan(0);
    await page.reload();
    await rows.first().waitFor();
    expect(await rows.count()).toBe(before);
    await visit(page, app, '/recommendations?q=nothing-like-it');
    await page.getByText('No recommendation fits these filters').waitFor();
  });

  it('show steps to take along, and who wrote them', async () => {
    await visit(page, app, `/recommendations/${listed[0]?.id}`);
    await details().getByRole('button', { name: 'Copy steps' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('1. ');
    await details()
      .getByText(/^The rules of this version/)
      .waitFor();
  });

  it('are made on the page of a drift and of a control, and lead to what was written', async () => {
    const { data } = await app.call<{ data: { id: number; attribute: string }[] }>('GET', '/drifts');
    const drift = data.find(({ attribute }) => attribute === 'PublicAccessBlockConfiguration');
    const make = async (path: string, outcome: RegExp) => {
      await visit(page, app, path);
      await page.getByRole('button', { name: 'Make recommendation' }).click();
      await page.getByRole('status').filter({ hasText: outcome }).waitFor();
    };
    // No framework is enabled here, so the control has judged nothing.
    await make('/compliance/controls/aws-s3-bucket-public-access-blocked', /^Nothing fails/);
    await make(`/drifts/${drift?.id}`, /\d (new|brought up to date|as before)/);
    await details()
      .getByRole('link', { name: /data-lake-halden-events to the public/ })
      .click();
    await details().getByRole('heading', { name: 'Steps' }).waitFor();
  });

  it('are dismissed with a reason', async () => {
    const one = listed.find(({ has_automated_fix }) => !has_automated_fix) ?? listed[0];
    await visit(page, app, `/recommendations/${one?.id}`);
    await details().getByRole('button', { name: 'Dismiss' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await dialog.getByText('Say why, in a few words.').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('the account is closed next week');
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await details().getByText('Dismissed', { exact: true }).waitFor();
    await details()
      .getByText(/the account is closed next week/)
      .waitFor();
  });

  it('with a prepared fix lead to its plan', async () => {
    const { data } = await app.call<Listed>('GET', '/recommendations?per_page=100');
    const one = data.find(({ has_automated_fix }) => has_automated_fix);
    expect(one).toBeDefined();
    await visit(page, app, `/recommendations/${one?.id}`);
    await details().getByRole('button', { name: 'Apply fix' }).click();
    await page.waitForURL(/\/remediation\/\d+/);
    await details().getByRole('heading', { name: 'The plan' }).waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'can be read by everybody, %s',
    async (scheme) => {
      const window = await app.open({ scheme });
      for (const path of ['/recommendations', `/recommendations/${listed[0]?.id}?full=1`]) {
        await visit(window, app, path);
        const { violations } = await new AxeBuilder({ page: window }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.target}`)).toEqual([]);
      }
    },
    60_000,
  );
});
