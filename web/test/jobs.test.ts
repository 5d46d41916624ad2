import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, browserPath, startSeededApp, visit } from './app.ts';
import { type JobPast, seedJobPast, writeLog } from './job-history.ts';

describe.runIf(browserPath !== null)('jobs, runs and approvals', () => {
  let app: App & { providerId: number };
  let past: JobPast;
  let page: Page;

  beforeAll(async () => {
    app = await startSeededApp();
    past = await seedJobPast(app);
    page = await app.open();
  });
  afterAll(async () => {
    await app?.stop();
  });

  const rows = (label: string) => page.getByRole('table', { name: label }).locator('tbody tr');
  const heading = (text: string | RegExp) => page.getByRole('heading', { level: 1, name: text });

  describe('the board', () => {
    it('keeps its filters over a reload', async () => {
      await visit(page, app, '/jobs');
      expect(await rows('Jobs').count()).toBeGreaterThan(4);
      await page.getByRole('button', { name: /^State\s+any/ }).click();
      await page.getByRole('option', { name: 'Paused' }).click();
      await page.keyboard.press('Escape');
      await page.waitForURL(/state=paused/);
      await page.reload();
      await rows('Jobs').first().waitFor();
      await page.waitForFunction(() => document.querySelector('[data-stale]') === null);
      expect(await rows('Jobs').allInnerTexts()).toEqual([expect.stringContaining('Weekly drift review')]);
    });

    it('shows the day as a picture that is walked by keyboard, and as a table', async () => {
      await visit(page, app, '/jobs');
      const marks = page.locator('[data-mark]');
      await marks.first().waitFor();
      expect(await page.locator('[data-mark][tabindex="0"]').count()).toBe(1);
      await page.locator('[data-mark][tabindex="0"]').focus();
      const before = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowLeft');
      const after = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      expect(after).not.toBe(before);
      expect(after).toMatch(/: (Succeeded|Failed|Skipped|\d+ runs)/);
      expect(await page.locator('[data-mark][aria-label*="the run before it was still open"]').count()).toBe(
        1,
      );
      await page.getByRole('button', { name: 'Show as table' }).click();
      await page.waitForURL(/view=table/);
      await rows('Timeline').filter({ hasText: 'Due' }).first().waitFor();
      expect(await rows('Timeline').filter({ hasText: 'the run before it was still open' }).count()).toBe(1);
    });

    it('pauses, resumes and duplicates a job, and says what stays when it is deleted', async () => {
      await visit(page, app, `/jobs/${past.drift}?full=1`);
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      await page.getByRole('button', { name: 'More actions for Production drift, hourly' }).last().click();
      await page.getByRole('menuitem', { name: 'Duplicate' }).click();
      await heading('Copy of Production drift, hourly').waitFor();
      await page
        .getByRole('button', { name: /More actions for Copy/ })
        .last()
        .click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('dialog').getByText('every execution with its log').waitFor();
      await page.getByRole('button', { name: 'Delete job' }).click();
      await page.waitForURL(/\/jobs$/);
      await rows('Jobs').first().waitFor();
      await page
        .getByText('Copy of Production drift, hourly', { exact: true })
        .waitFor({ state: 'detached' });
    }, 120_000);

    it('explains a moment of the past', async () => {
      await visit(page, app, `/jobs/${past.weekly}?tab=explain&at=2020-01-01T12:00:00.000Z`);
      await page.getByText('It did not exist', { exact: true }).waitFor();
      expect(await page.getByRole('status').filter({ hasText: 'Weekly drift review' }).count()).toBe(1);
    });
  });

  describe('making a job', () => {
    it('says what a schedule means while one types, also at the next clock change', async () => {
      await visit(page, app, '/jobs/new');
      await page.getByRole('radio', { name: /Drift detection/ }).click();
      await page.getByRole('button', { name: 'Continue to target' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Production sync');
      await page.getByRole('combobox', { name: 'Cloud account' }).click();
      await page.getByRole('option', { name: /production/ }).click();
      await page.getByRole('button', { name: 'Continue to schedule' }).click();
      await page.getByText('Custom', { exact: true }).click();
      const field = page.getByRole('textbox', { name: 'Cron expression' });
      await field.fill('30 2 * *');
      await page.getByText(/The schedule must have 5 fields/).waitFor();
      await field.fill('30 2 * * *');
      await page.getByText(/02:30/).first().waitFor();
      await page
        .getByText(/Next clock change: .*: 02:30 does not exist|Next clock change: .*twice/)
        .waitFor();
      expect(await rows('Next runs').count()).toBe(10);
    }, 120_000);

    it('brings a refused name back to its field with everything that was typed, and then saves', async () => {
      await page.getByRole('button', { name: 'Continue to review' }).click();
      await page.getByRole('button', { name: 'Create job' }).click();
      const name = page.getByRole('textbox', { name: 'Name' });
      await page.waitForFunction(() => document.querySelector('input[aria-invalid="true"]') !== null);
      expect(await name.inputValue()).toBe('Production sync');
      await page.reload();
      expect(await name.inputValue()).toBe('Production sync');
      await name.fill('Nightly drift');
      await page.getByRole('button', { name: 'Review', exact: true }).click();
      await page.getByText('no further attempt').waitFor();
      await page.getByRole('button', { name: 'Create job' }).click();
      await page.getByRole('complementary').getByRole('heading', { name: 'Nightly drift' }).waitFor();
      const { data } = await app.call<{ data: { schedule: string; configuration: object }[] }>(
        'GET',
        '/jobs?q=Nightly',
      );
      expect(data[0]).toMatchObject({
        schedule: '30 2 * * *',
        configuration: { provider_id: app.providerId },
      });
    }, 120_000);

    it('edits a job, and a newer version of somebody else is not overwritten', async () => {
      await visit(page, app, `/jobs/${past.drift}/edit?step=target`);
      await page.getByRole('textbox', { name: 'Name' }).fill('Hourly review');
      await app.call('PATCH', `/jobs/${past.drift}`, { jitter_seconds: 30 });
      await page.getByRole('button', { name: 'Review', exact: true }).click();
      await page.getByRole('button', { name: 'Save job' }).click();
      await page
        .getByText(/changed meanwhile/)
        .first()
        .waitFor();
    }, 120_000);
  });

  describe('a log of 200,000 lines', () => {
    let id: number;
    beforeAll(async () => {
      id = await writeLog(app, past.sync, 200_000);
    });
    const log = () => page.getByRole('log');

    it('shows its end first', async () => {
      const began = Date.now();
      await page.goto(`${app.url}/executions/${id}`);
      await log().getByText('Looked at resource 200000').waitFor();
      process.stdout.write(`first lines of 200,000 after ${Date.now() - began} ms\n`);
      await page.getByText('lines 199,501 to 200,000 of 200,000').waitFor();
    });

    it('loads older lines on scrolling, lets go of others, and keeps the place', async () => {
      const box = await log().boundingBox();
      await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 100);
      const said = page.getByText(/^lines [\d,]+ to [\d,]+ of 200,000$/);
      const held = async () => {
        const [, first = '', last = ''] = /lines ([\d,]+) to ([\d,]+)/.exec(await said.innerText()) ?? [];
        return { first: Number(first.replaceAll(',', '')), last: Number(last.replaceAll(',', '')) };
      };
      for (let turns = 0; turns < 400 && (await held()).first > 194_000; turns++) {
        await page.mouse.wheel(0, -2_000);
        await page.waitForTimeout(30);
      }
      const { first, last } = await held();
      expect(first).toBeLessThan(194_001);
      expect(last - first).toBeLessThan(3_000);
      expect(await page.locator('[role=log] [data-index]').count()).toBeLessThan(150);
      const numbers = await page
        .locator('[role=log] [data-index] button')
        .evaluateAll((buttons) => buttons.map((button) => Number(button.textContent)).sort((a, b) => a - b));
      expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(numbers.length - 1);
    }, 120_000);

    it('finds a text in the whole log and shows a line in its place', async () => {
      await page.getByRole('searchbox', { name: 'Search in the log' }).fill('resource 12345');
      await page.getByText('11 of 200,000 lines fit').waitFor();
      await log()
        .getByRole('button', { name: /^Line 12345,/ })
        .click();
      await page.waitForURL(/line=12345/);
      await page.getByText('lines 12,146 to 12,645 of 200,000').waitFor();
      expect(await page.locator('[data-marked]').innerText()).toContain('Looked at resource 12345');
      await page.getByRole('button', { name: 'Last line' }).click();
      await log().getByText('Looked at resource 200000').waitFor();
    }, 120_000);

    it('filters by level on the server', async () => {
      await page.getByRole('combobox', { name: 'Levels' }).click();
      await page.getByRole('option', { name: 'Error' }).click();
      await page.waitForURL(/level=error/);
      await page.getByText(/ lines fit$/).waitFor();
      await log().getByText('Looked at resource 200000: the answer was not readable').waitFor();
      expect(await page.locator('[role=log] [data-level="info"]').count()).toBe(0);
    });
  });

  describe('approvals', () => {
    it('counts in the menu what waits for me and lists it', async () => {
      await visit(page, app, '/approvals?assigned=me');
      await page.getByRole('link', { name: /Approvals 1 approvals that wait for you/ }).waitFor();
      expect(await rows('Approvals').count()).toBe(1);
    });

    it('tells who asked why they may not decide', async () => {
      const theirs = await app.open({ as: past.colleague.cookie });
      await visit(theirs, app, `/approvals/${past.approval.id}`);
      await theirs.getByText('You cannot decide this.').waitFor();
      await theirs.getByText(/you asked for this run/).waitFor();
      expect(await theirs.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    });

    it('reads like a diff, and the button repeats what it allows', async () => {
      await visit(page, app, `/approvals/${past.approval.id}`);
      const change = page.getByRole('group', { name: /^Before and after/ }).first();
      await change.getByText('tags.owner: "data-platform"').waitFor();
      await change.getByRole('button', { name: '3 lines stay the same' }).click();
      await change.getByText('tags.costcenter: "4711"').waitFor();
      await page.getByRole('button', { name: 'Approve 3 changes in production' }).waitFor();
    });

    it('is rejected with a reason, and the run is followed to its end', async () => {
      await page.getByRole('button', { name: 'Reject', exact: true }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByRole('button', { name: 'Reject 3 changes' }).isDisabled()).toBe(true);
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('the buckets move next week');
      await dialog.getByRole('button', { name: 'Reject 3 changes' }).click();
      await page.getByRole('heading', { name: 'What became of it' }).waitFor();
      await page.getByText(/Rejected by .*: the buckets move next week/).waitFor();
      await page.getByRole('complementary').getByText('Skipped', { exact: true }).waitFor();
    }, 120_000);
  });
});
