import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localText } from '../src/ui/zone-time.ts';
import { type App, browserPath, startSeededApp, visit } from './app.ts';
import { joinAs } from './job-history.ts';

describe.runIf(browserPath !== null)('compliance, from nothing enabled to an exception', () => {
  let app: App;
  let ada: Page;
  let cleo: Page;
  let failing: { control_id: string; title: string };
  let assessment: number;
  let firstFact: string;

  const newest = async () => {
    const { data } = await app.call<{ data: { id: number; excepted: number; attested: number }[] }>(
      'GET',
      '/compliance/assessments?framework_id=cis-aws',
    );
    return data[0];
  };

  beforeAll(async () => {
    app = await startSeededApp({ denied: ['kms:GetKeyRotationStatus'] });
    const colleague = await joinAs(app, {
      email: 'cleo@northwind.example',
      name: 'Cleo Marsh',
      role: 'admin',
    });
    firstFact = new Date().toISOString();
    ada = await app.open();
    cleo = await app.open({ as: colleague.cookie });
  }, 240_000);
  afterAll(() => app?.stop());

  it('a framework is enabled with its version and scope, and its assessment is followed', async () => {
    await visit(ada, app, '/compliance');
    await ada.getByText('No framework is enabled', { exact: true }).waitFor();
    const offer = ada.getByRole('listitem').filter({ hasText: 'CIS AWS' }).first();
    await offer.getByText(/judged by controls/).waitFor();
    await offer.getByRole('button', { name: 'Enable' }).click();
    await ada.getByRole('button', { name: 'Enable and assess' }).click();
    await ada.getByText('The numbers below are new.').waitFor({ timeout: 90_000 });
    const card = ada.getByRole('article').first();
    await card.getByText('evaluated', { exact: true }).waitFor();
    await card.getByText('total', { exact: true }).waitFor();
    await card.getByRole('link', { name: /\d+ unknown/ }).waitFor();
    expect(await card.getByText(/%/).count()).toBe(0);
    await app.idle();
    assessment = (await newest())?.id ?? 0;
    const controls = await app.call<{ data: (typeof failing)[] }>('GET', '/compliance/failing-controls');
    if (controls.data[0] === undefined) throw new Error('nothing fails in the sandbox');
    failing = controls.data[0];
  }, 120_000);

  it('says which requirements cannot be judged, and what to grant', async () => {
    await visit(ada, app, '/compliance/frameworks/cis-aws');
    await ada.getByRole('button', { name: 'Show what is missing' }).click();
    await ada.getByRole('rowheader', { name: 'kms:GetKeyRotationStatus' }).waitFor();
    await ada.getByRole('button', { name: 'Copy policy' }).click();
    expect(await ada.evaluate(() => navigator.clipboard.readText())).toContain('kms:GetKeyRotationStatus');
  });

  it('filters the requirements by the address, and opens one down to the resources', async () => {
    await visit(ada, app, '/compliance/frameworks/cis-aws?status=fail');
    const rows = ada.locator('button[aria-expanded]').filter({ hasText: 'Failed' });
    const shown = await rows.count();
    expect(shown).toBeGreaterThan(0);
    expect(await ada.locator('button[aria-expanded]').filter({ hasText: 'Manual' }).count()).toBe(0);
    await rows.first().click();
    await ada
      .getByText(/failing since/)
      .first()
      .waitFor();
  });

  it('an assessment shows the three numbers, the categories and what failed', async () => {
    await visit(ada, app, `/compliance/assessments/${assessment}?status=fail`);
    await ada.getByRole('table', { name: 'Requirements by category' }).waitFor();
    await ada.getByText(/controls? newly failing/).waitFor();
    const row = ada.locator('button[aria-expanded]').filter({ hasText: /failing resource/ });
    await row.first().click();
    expect(await ada.locator('main a[href^="/resources/"]').count()).toBeGreaterThan(0);
    await ada.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([
      ada.waitForEvent('download'),
      ada.getByRole('menuitem', { name: /^CSV/ }).click(),
    ]);
    expect(await file.failure()).toBeNull();
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
  });

  it('a control says what fails, why it matters and how to fix it', async () => {
    await visit(ada, app, `/compliance/controls?status=fail&q=${failing.control_id}`);
    await ada.getByRole('link', { name: failing.title }).first().click();
    await ada.getByRole('heading', { level: 1, name: failing.title }).waitFor();
    await ada.getByRole('heading', { name: 'Why it matters' }).waitFor();
    await ada.getByRole('tab', { name: 'Terraform' }).click();
    await ada.getByRole('button', { name: 'Copy', exact: true }).click();
    expect((await ada.evaluate(() => navigator.clipboard.readText())).length).toBeGreaterThan(10);
    await ada.getByRole('tab', { name: 'Examples' }).click();
    await ada.getByRole('heading', { name: 'What it must answer' }).waitFor();
    await ada.getByLabel('Evidence').first().waitFor();
  });

  it('an exception is asked for, and decided by somebody else', async () => {
    await ada.getByRole('listitem').getByRole('button', { name: 'Request exception' }).first().click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByLabel('Owner').fill('');
    await dialog.getByLabel('Ends').fill('2020-01-01');
    await dialog.getByRole('button', { name: 'Request exception' }).click();
    // Each field says what it misses, and nothing was sent.
    await dialog.getByText('Say why, in at least 10 characters.').waitFor();
    await dialog.getByText('Name the person or the team that answers for it.').waitFor();
    await dialog.getByText('This day is over; choose a later one.').waitFor();
    await dialog.getByLabel('Ends').fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
    await dialog.getByLabel('Reason').fill('Needed by a partner until the migration in spring.');
    await dialog.getByLabel('Owner').fill('Platform team');
    await dialog.getByRole('button', { name: 'Request exception' }).click();
    await ada.getByRole('heading', { level: 1, name: /^Exception \d+$/ }).waitFor();
    await ada.getByText('You cannot decide this.').waitFor();
    await ada.getByText(/Separation of duties/).waitFor();
    await visit(cleo, app, new URL(ada.url()).pathname);
    await cleo.getByRole('button', { name: 'Accept 1 failure' }).click();
    await cleo.getByText('In force').first().waitFor();
    await visit(ada, app, `/compliance/controls/${failing.control_id}?status=excepted`);
    await ada.getByRole('link', { name: 'accepted' }).first().waitFor();
    await visit(ada, app, '/compliance/exceptions');
    await ada.getByRole('link', { name: failing.title }).waitFor();
  }, 120_000);

  it('a past moment is assessed, and wrong ones are refused at the field', async () => {
    await visit(ada, app, '/compliance/frameworks/cis-aws');
    await ada.getByRole('button', { name: 'Assess a past moment' }).click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByText(/Europe\/Berlin/).waitFor();
    const moment = dialog.getByLabel('Moment');
    const now = await moment.inputValue();
    await moment.fill(now.replace(/^\d{4}/, (year) => String(Number(year) + 1)));
    await dialog.getByRole('button', { name: 'Assess this moment' }).click();
    await dialog.getByText('This lies in the future; choose a past moment.').waitFor();
    await moment.fill('2020-01-01T12:00');
    await dialog.getByRole('button', { name: 'Assess this moment' }).click();
    await dialog.getByText(/must not be before/).waitFor();
    // The field takes minutes: the one in which the first fact was read may not be over.
    const read = Math.ceil(Date.parse(firstFact) / 60_000) * 60_000;
    while (Date.now() <= read) await new Promise((resolve) => setTimeout(resolve, 500));
    await moment.fill(localText(read, 'Europe/Berlin'));
    await dialog.getByRole('button', { name: 'Assess this moment' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await app.idle();
    await ada.reload();
    await ada
      .getByText(/as of \d{4}-/)
      .first()
      .waitFor();
  }, 120_000);

  it('a manual requirement is attested with a file', async () => {
    await visit(ada, app, '/compliance/frameworks/cis-aws?status=manual');
    await ada.locator('button[aria-expanded]').filter({ hasText: 'Manual' }).first().click();
    await ada.getByText('Nobody has attested this yet.').waitFor();
    await ada.getByRole('button', { name: /^Attest requirement/ }).click();
    const dialog = ada.getByRole('dialog');
    await dialog
      .getByLabel('What was looked at, and what was found')
      .fill('Looked at the page of the account with finance; it is up to date.');
    const [chooser] = await Promise.all([
      ada.waitForEvent('filechooser'),
      dialog.getByLabel('Evidence').click(),
    ]);
    await chooser.setFiles({
      name: 'minutes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('looked at together'),
    });
    await dialog.getByRole('button', { name: 'Attest', exact: true }).click();
    await ada.getByRole('link', { name: 'minutes.txt' }).waitFor();
    await app.call('POST', '/compliance/assess', {});
    await app.idle();
    expect(await newest()).toMatchObject({ attested: 1 });
  }, 120_000);

  it('a control of our own is tried while it is written, saved, and judged', async () => {
    await visit(ada, app, '/compliance/custom-controls/new');
    await ada.getByLabel('Title').fill('Buckets have an owner');
    await ada.getByLabel('Resource types').first().click();
    await ada.keyboard.type('S3 bucket');
    await ada.getByRole('option', { name: 'S3 bucket', exact: true }).click();
    await ada.keyboard.press('Escape');
    await ada.getByLabel('Expression').fill('configuration.BucketEncrypton != null');
    await ada.getByText(/Did you mean BucketEncryption/).waitFor();
    await ada.getByText('^^^^').waitFor();
    await ada.getByLabel('Expression').fill('has(tags.owner) && tags.owner != ""');
    await ada.getByText('Valid', { exact: true }).waitFor();
    await ada.getByText(/\d+ fail/).waitFor();
    await ada.getByLabel('Risk').fill('Nobody answers for a bucket without an owner.');
    await ada.getByRole('button', { name: 'Add one that passes' }).click();
    await ada.getByRole('button', { name: 'Save control' }).click();
    // The case has no tags, so the control answers otherwise and is not saved.
    await ada.getByText(/says pass and the control answers/).waitFor();
    await ada.getByLabel('Must answer').first().click();
    await ada.getByRole('option', { name: 'Failed' }).click();
    await ada.getByRole('button', { name: 'Save control' }).click();
    await ada.getByRole('heading', { level: 1, name: 'Buckets have an owner' }).waitFor();
    await app.call('POST', '/compliance/assess', {});
    await app.idle();
    await ada.getByRole('link', { name: 'How it stands' }).click();
    await ada
      .getByText(/\d+ failed/)
      .first()
      .waitFor();
  }, 120_000);

  it('a resource lists its verdicts, failures first', async () => {
    const unknown = await app.call<{ data: { id: string }[] }>('GET', '/controls?service=kms&status=unknown');
    const judged = await app.call<{ data: { resource_id: number }[] }>(
      'GET',
      `/controls/${unknown.data[0]?.id}/resources?status=unknown`,
    );
    await visit(ada, app, `/resources/${judged.data[0]?.resource_id}?tab=compliance&full=1`);
    await ada
      .getByText(/Grant kms:GetKeyRotationStatus\./)
      .first()
      .waitFor();
    await visit(ada, app, '/');
    await ada.getByRole('link', { name: /Compliance.*\d+ of \d+.*evaluated passed/s }).waitFor();
  });
});
