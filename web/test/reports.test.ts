import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, browserPath, owner, startSeededApp, visit } from './app.ts';

describe.runIf(browserPath !== null)('reports', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startSeededApp({ denied: ['s3:GetBucketPolicy'] });
    page = await app.open();
  });
  afterAll(async () => {
    await app?.stop();
  });

  it('that were delivered to me stand above the list until I open them', async () => {
    await visit(page, app, '/reports');
    const mine = page.getByRole('list', { name: 'Delivered to you and not opened yet' });
    await mine.getByRole('link', { name: 'Drift of Northwind' }).click();
    await page.getByRole('heading', { name: 'Drift of Northwind' }).waitFor();
    await page.getByText('Opened', { exact: true }).waitFor();
    await visit(page, app, '/reports');
    expect(await mine.count()).toBe(0);
  });

  it('keep their filters in the address', async () => {
    await visit(page, app, '/reports');
    await page.getByRole('button', { name: /^Format/ }).click();
    await page.getByRole('option', { name: 'CSV' }).click();
    await page.waitForURL(/format=csv/);
    const table = page.getByRole('table', { name: 'Reports' });
    await table.getByRole('link', { name: 'Job activity of Northwind' }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    await visit(page, app, '/reports?kind=inventory');
    await page.getByText('No report fits these filters').waitFor();
  });

  it('are made by a form, with progress and a way to the document', async () => {
    await visit(page, app, '/reports/new');
    await page.getByRole('combobox', { name: 'Format' }).click();
    await page.getByRole('option', { name: 'JSON' }).click();
    await page.getByRole('combobox', { name: 'Recipients' }).click();
    await page.getByRole('option', { name: new RegExp(owner.email) }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Make report' }).click();
    await page.waitForURL(/\/reports\?making=\d+/);
    await page.getByRole('link', { name: 'Open the report' }).click();
    await page.getByRole('heading', { name: 'Inventory of Northwind' }).waitFor();
    // What could not be read is said before anybody downloads it.
    await page.getByText('Not everything').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Download JSON/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^inventory-.*\.json$/);
    const parts: Buffer[] = [];
    for await (const part of await download.createReadStream()) parts.push(part as Buffer);
    expect(JSON.parse(Buffer.concat(parts).toString())).toMatchObject({ organization: 'Northwind' });
  });

  it('that are not there are said to be not there', async () => {
    await visit(page, app, '/reports?making=999999');
    await page.getByText('The run could not be found').waitFor();
    await visit(page, app, '/reports/rpt_000000000000000000000000');
    await page.getByText('report not found').waitFor();
  });

  it('can be read by everybody, also the form', async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { data } = await app.call<{ data: { id: string }[] }>('GET', '/reports');
    for (const path of ['/reports', `/reports/${data[0]?.id}?full=1`, '/reports/new']) {
      await visit(page, app, path);
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(
        violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.target}`),
        path,
      ).toEqual([]);
    }
  });

  it('are deleted after a question', async () => {
    const { data } = await app.call<{ data: { id: string }[] }>('GET', '/reports?format=csv');
    await visit(page, app, `/reports/${data[0]?.id}`);
    await page.getByRole('button', { name: 'Delete report' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete report' }).click();
    await page.waitForURL((url) => url.pathname === '/reports');
    await page.getByText('The report is deleted for everybody.').waitFor();
  });
});
