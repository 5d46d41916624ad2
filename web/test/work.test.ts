import { readFileSync } from 'node:fs';
import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCheck } from '../../server/src/main/offline.ts';
import { type App, browserPath, startSeededApp, visit } from './app.ts';

describe.runIf(browserPath !== null)('the work', () => {
  let app: App & { providerId: number };
  let page: Page;

  beforeAll(async () => {
    app = await startSeededApp({ denied: ['s3:GetBucketPolicy'] });
    page = await app.open();
  });
  afterAll(async () => {
    await app?.stop();
  });

  const rows = (label: string) => page.getByRole('table', { name: label }).locator('tbody tr');
  const heading = (text: string | RegExp) => page.getByRole('heading', { level: 1, name: text });

  describe('connecting an account', () => {
    let second: Sandbox;
    beforeAll(async () => {
      second = await startSandbox({ seed: 2, account: 'empty' });
      second.faults.deny('s3:GetBucketPolicy');
    });
    afterAll(async () => {
      await second?.stop();
    });

    it('says that an account is connected already', async () => {
      await visit(page, app, '/providers/connect');
      await page.getByRole('radio', { name: /Access keys/ }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('again');
      await page.getByRole('textbox', { name: 'Access key id' }).fill(app.sandbox.credentials.accessKeyId);
      await page
        .getByRole('textbox', { name: 'Secret access key' })
        .fill(app.sandbox.credentials.secretAccessKey);
      await page.getByText('Another endpoint').click();
      await page.getByRole('textbox', { name: 'Endpoint URL' }).fill(app.sandbox.endpoint);
      await page.getByRole('button', { name: 'Connect account' }).click();
      await page
        .getByText(/already connected/)
        .first()
        .waitFor();
    });

    it('explains wrong keys at their field and keeps what was typed', async () => {
      await visit(page, app, '/providers/connect');
      await page.getByRole('radio', { name: /Access keys/ }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('staging');
      await page.getByRole('textbox', { name: 'Access key id' }).fill('AKIAAAAAAAAAAAAAAAAA');
      await page.getByRole('textbox', { name: 'Secret access key' }).fill('x'.repeat(40));
      await page.getByText('Another endpoint').click();
      await page.getByRole('textbox', { name: 'Endpoint URL' }).fill(second.endpoint);
      await page.getByRole('button', { name: 'Connect account' }).click();
      const field = page.getByRole('textbox', { name: 'Access key id' });
      await page.waitForFunction(() => document.querySelector('input[aria-invalid="true"]') !== null);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('staging');
    });

    it('offers the policy and a role template that holds the external id', async () => {
      await page.getByRole('radio', { name: /^Role/ }).click();
      await page.getByRole('button', { name: 'Make an external id' }).click();
      const externalId = page.getByRole('textbox', { name: 'External id' });
      await page.waitForFunction(
        (input) => (input as HTMLInputElement).value !== '',
        await externalId.elementHandle(),
      );
      const id = await externalId.inputValue();
      await page.getByText(id).first().waitFor();
      await page.getByRole('tab', { name: 'Policy', exact: true }).click();
      await page.getByText('s3:GetBucketPublicAccessBlock').first().waitFor();
    });

    it('connects by role, shows what the role may not read, and follows the first sync', async () => {
      await page.getByRole('textbox', { name: 'Name' }).fill('by role');
      await page.getByRole('textbox', { name: 'Role ARN' }).fill(second.role.arn);
      await page.getByRole('textbox', { name: 'External id' }).fill(second.role.externalId);
      await page.getByText('Keys that assume the role').click();
      const { accessKeyId, secretAccessKey } = second.credentials;
      await page.getByRole('textbox', { name: 'Access key id that may assume the role' }).fill(accessKeyId);
      await page.getByRole('textbox', { name: 'Its secret access key' }).fill(secretAccessKey);
      await page.getByRole('button', { name: 'Connect account' }).click();
      await heading('by role is connected').waitFor();
      await page.getByText(/\d+ of \d+ permissions granted/).waitFor({ timeout: 60_000 });
      await page.getByText('s3:GetBucketPolicy', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'Open the account' }).click();
      await heading('by role').waitFor();
      await page.getByRole('button', { name: 'Disconnect' }).click();
      await page.getByRole('dialog').getByText('The stored credentials are deleted').waitFor();
      await page.getByRole('button', { name: 'Disconnect account' }).click();
      await page.getByText('Disconnected', { exact: true }).waitFor();
    }, 120_000);
  });

  describe('resources', () => {
    it('keeps a filter, its sorting and its page over a reload', async () => {
      await visit(page, app, '/resources');
      await page.getByRole('button', { name: /^Type\s+any/ }).click();
      await page.getByRole('option', { name: /S3 bucket/ }).click();
      await page.keyboard.press('Escape');
      await page.waitForURL(/type=s3_bucket/);
      await page.getByRole('columnheader', { name: 'Region' }).getByRole('button').click();
      await page.waitForURL(/sort=region/);
      await page.waitForFunction(() => document.querySelector('[data-stale]') === null);
      const before = await rows('Resources').allInnerTexts();
      expect(before.length).toBeGreaterThan(5);
      expect(before.every((row) => row.includes('S3 bucket'))).toBe(true);
      await page.reload();
      await rows('Resources').first().waitFor();
      expect((await rows('Resources').allInnerTexts()).length).toBe(before.length);
      expect(await page.getByRole('columnheader', { name: 'Region' }).getAttribute('aria-sort')).toBe(
        'ascending',
      );
    });

    it('finds by free text and shows that nothing fits', async () => {
      await visit(page, app, '/resources');
      await page.getByRole('searchbox', { name: 'Name, id or tag' }).fill('data-lake');
      await page.waitForURL(/q=data-lake/);
      await page.waitForFunction(() => document.querySelector('[data-stale]') === null);
      expect(await rows('Resources').count()).toBeGreaterThan(0);
      await page.getByRole('searchbox', { name: 'Name, id or tag' }).fill('nothing-has-this-name');
      await page.getByText('No resource fits these filters').waitFor();
    });

    it('walks by keyboard and opens the detail beside the list', async () => {
      await visit(page, app, '/resources?type=s3_bucket');
      await rows('Resources').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/resources\/\d+/);
      await page.getByRole('complementary', { name: 'Details' }).waitFor();
      const title = await page.title();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForFunction((before) => document.title !== before, title);
      expect(await rows('Resources').count()).toBeGreaterThan(5);
    });

    it('marks what could not be read, with the permission to grant', async () => {
      await page.getByRole('tab', { name: 'Configuration' }).click();
      await page.getByText('Unknown: missing s3:GetBucketPolicy').first().waitFor();
    });

    it('exports what is filtered as CSV', async () => {
      await visit(page, app, '/resources?type=s3_bucket');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Export CSV' }).click();
      const stream = await (await download).createReadStream();
      let text = '';
      for await (const chunk of stream) text += String(chunk);
      expect(text.split('\n')[0]).toMatch(/name/i);
      expect(text).toContain('data-lake');
      expect(text).not.toContain('ec2_instance');
    });

    it('captures a baseline and compares two', async () => {
      const bucket = await app.call<{ data: { id: number }[] }>(
        'GET',
        '/resources?q=data-lake&type=s3_bucket',
      );
      await visit(page, app, `/resources/${bucket.data[0]?.id}?tab=baselines&full=1`);
      await page.getByRole('button', { name: 'Capture baseline' }).click();
      await page.getByRole('textbox', { name: 'Description' }).fill('after the incident');
      await page.getByRole('dialog').getByRole('button', { name: 'Capture baseline' }).click();
      await page.getByText('after the incident').waitFor();
      for (const box of await page.getByRole('checkbox', { name: /Compare baseline/ }).all())
        await box.check();
      await page.getByRole('heading', { name: 'Comparison' }).waitFor();
      await page.getByRole('table', { name: /beside/ }).waitFor();
    });
  });

  describe('jobs', () => {
    it('runs a job now and follows its log to the end', async () => {
      await visit(page, app, '/jobs');
      await rows('Jobs')
        .filter({ hasText: 'Resource sync' })
        .getByRole('button', { name: 'Run now' })
        .click();
      await page.waitForURL(/\/executions\/\d+/);
      await page.getByText(/^Succeeded after/).waitFor({ timeout: 60_000 });
      await page.getByRole('log').getByText('succeeded').first().waitFor();
      const log = page.getByRole('log');
      // Tail first: the end is in sight without scrolling.
      expect(await log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).toBeLessThan(
        24,
      );
      await page.getByRole('searchbox', { name: 'Search in the log' }).fill('sources in');
      await page.getByText(/sources in \d+ regions/).waitFor();
      await page.getByRole('searchbox', { name: 'Search in the log' }).fill('not readable');
      await page.getByText(/^1 of \d+ lines fit$/).waitFor();
      expect(page.url()).toContain('q=not+readable');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download' }).click();
      expect((await download).suggestedFilename()).toMatch(/^execution-\d+\.log$/);
    }, 120_000);
  });

  describe('drift', () => {
    const openDrifts = async () =>
      (await app.call<{ data: { id: number; severity: string; resource_name: string }[] }>('GET', '/drifts'))
        .data;

    it('starts with the sentence, then why, then both sides', async () => {
      const critical = (await openDrifts()).find((drift) => drift.resource_name.startsWith('data-lake'));
      await visit(page, app, `/drifts/${critical?.id}`);
      await heading(/BlockPublicAcls changed from true to false/).waitFor();
      await page.getByRole('heading', { name: 'Why critical' }).waitFor();
      const sides = page.getByRole('table', { name: 'Baseline beside Now' });
      expect(await sides.getByText('BlockPublicAcls').count()).toBe(2);
      await sides.getByRole('button', { name: /3 unchanged/ }).click();
      expect(await sides.getByText('IgnorePublicAcls').count()).toBe(2);
    });

    it('is taken, and the list knows it', async () => {
      await page.getByRole('button', { name: 'Start investigating' }).click();
      await page.getByRole('complementary').getByText('Investigating', { exact: true }).waitFor();
    });

    it('copies a ticket', async () => {
      await page.getByRole('button', { name: 'Copy as ticket' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      expect(text).toContain('[CRITICAL]');
      expect(text).toContain(page.url());
    });

    it('previews what an ignored path would hide before the rule is saved', async () => {
      const low = (await openDrifts()).find((drift) => drift.severity === 'low');
      await visit(page, app, `/drifts/${low?.id}`);
      await page.getByRole('button', { name: 'Ignore this path' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Would fold changes in 1 open drift').waitFor();
      expect(await dialog.getByRole('button', { name: 'Save rule' }).isDisabled()).toBe(true);
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('people mark what they work on');
      await dialog.getByRole('button', { name: 'Save rule' }).click();
      await dialog.waitFor({ state: 'detached' });
      await visit(page, app, '/drift-rules');
      await page.getByText('people mark what they work on').waitFor();
    });

    it('is resolved, with a reason, and leaves the list of open ones', async () => {
      const medium = (await openDrifts()).find((drift) => drift.severity === 'medium');
      await visit(page, app, `/drifts/${medium?.id}`);
      await page.getByRole('button', { name: 'Resolve' }).click();
      await page.getByRole('radio', { name: 'We accept it as it is' }).check();
      await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
      await page.getByRole('complementary').getByText('Resolved', { exact: true }).waitFor();
      expect((await openDrifts()).some((drift) => drift.id === medium?.id)).toBe(false);
    });

    it('is accepted as the new baseline', async () => {
      const high = (await openDrifts()).find((drift) => drift.severity === 'high');
      await visit(page, app, `/drifts/${high?.id}`);
      await page.getByRole('button', { name: 'Accept as new baseline' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Accept as new baseline' }).click();
      await page.getByRole('complementary').getByText('Resolved', { exact: true }).waitFor();
    });

    it('appears in an open list without a reload', async () => {
      await visit(page, app, '/drifts?status=all');
      const before = await rows('Drifts').count();
      app.sandbox.revertChanges();
      await app.call('POST', `/providers/${app.providerId}/sync`);
      await app.idle();
      await app.call('POST', '/drifts/detect', {});
      await page.waitForFunction(
        (count) => document.querySelectorAll('table[aria-label="Drifts"] tbody tr').length !== count,
        before,
        { timeout: 60_000 },
      );
    }, 120_000);
  });

  it('verifies the audit log and shows what an event recorded', async () => {
    await visit(page, app, '/audit-log?action=drift.resolved');
    await page.getByRole('button', { name: 'Verify the chain' }).click();
    await page.getByText(/All \d+ events fit together/).waitFor();
    await rows('Audit events').first().getByRole('button').click();
    await page.getByRole('region', { name: 'What the event recorded' }).waitFor();
    await page.getByText('Proved', { exact: true }).waitFor();
    await visit(page, app, '/audit-log');
    const signed = page.getByRole('region', { name: 'Last checkpoint' });
    await signed.getByText('Signed', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      signed.getByRole('link', { name: 'Export' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^audit-log-\d+-1-\d+\.jsonl$/);
    const check = exportCheck();
    check.write(readFileSync(await download.path()));
    expect(check.end()).toMatchObject({ intact: true, first: 1 });
  });

  it('finds everything from one field', async () => {
    await visit(page, app, '/');
    await page.keyboard.press('/');
    const field = page.getByRole('combobox', { name: /Search resources/ });
    await field.fill('data-lake');
    await page
      .getByRole('option', { name: /Resource data-lake/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(resources|drifts)\/\d+/);
  });

  it('says what happened, what to do and the request id when something is not there', async () => {
    await visit(page, app, '/drifts/999999');
    const alert = page.getByRole('alert').first();
    await alert.getByText(/not found/).waitFor();
    await alert.getByText('Request id').waitFor();
    await visit(page, app, '/no-such-page');
    await page.getByText('There is no such page').waitFor();
  });
});
