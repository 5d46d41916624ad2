import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, browserPath, startSeededApp, visit } from './app.ts';
import { joinAs } from './job-history.ts';

describe.runIf(browserPath !== null)('a job that changes an account, from end to end', () => {
  let app: App & { providerId: number };
  let ada: Page;
  let cleo: Page;
  let ines: Page;
  let jobId: number;

  const tagged = () =>
    [...app.sandbox.world.regions.values()].flatMap((region) =>
      region.queues.all().filter(({ tags }) => tags['cost-centre'] === 'unassigned'),
    ).length;
  const writes = () => app.sandbox.requests.filter(({ write }) => write).length;
  const waiting = async (): Promise<number> => {
    await expect
      .poll(async () => (await app.call<{ data: unknown[] }>('GET', '/approvals')).data.length, {
        timeout: 60_000,
      })
      .toBe(1);
    return (await app.call<{ data: { id: number }[] }>('GET', '/approvals')).data[0]?.id ?? 0;
  };

  beforeAll(async () => {
    app = await startSeededApp();
    const colleague = await joinAs(app, {
      email: 'cleo@northwind.example',
      name: 'Cleo Marsh',
      role: 'admin',
    });
    const third = await joinAs(app, { email: 'ines@northwind.example', name: 'Ines Roth', role: 'admin' });
    ada = await app.open();
    ines = await app.open({ as: third.cookie });
    cleo = await app.open({ as: colleague.cookie });
    const job = await app.call<{ id: number }>('POST', '/jobs', {
      name: 'Cost centres',
      type: 'tag_enforcement',
      timing: { kind: 'weekly', weekday: 1, at: '07:00' },
      approver_id: colleague.id,
      configuration: {
        provider_id: app.providerId,
        tags: { 'cost-centre': 'unassigned' },
        resource_types: ['sqs_queue'],
        limit: 3,
      },
    });
    jobId = job.id;
  }, 180_000);
  afterAll(() => app?.stop());

  it('an account is read only until somebody gives credentials for changes, which are checked', async () => {
    await visit(ada, app, `/providers/${app.providerId}`);
    await ada.getByText(/nothing can be changed until credentials for it are given/).waitFor();
    await ada.getByRole('button', { name: 'Allow approved changes' }).click();
    await ada.getByRole('heading', { name: 'Allow approved changes in production' }).waitFor();
    await ada.getByText('tag:TagResources').first().waitFor();
    await ada.getByRole('radio', { name: /^Access keys/ }).click();
    await ada.getByLabel('Access key id').fill('AKIAWRONGWRONGWRONG1');
    await ada.getByLabel('Secret access key').fill('not the secret of this key');
    await ada.getByText('Another endpoint').click();
    await ada.getByLabel('Endpoint URL').fill(app.sandbox.endpoint);
    await ada.getByRole('button', { name: 'Allow approved changes' }).click();
    await ada.getByText(/check for a typing error, and in IAM that the key is active/).waitFor();
    await ada.getByLabel('Access key id').fill(app.sandbox.writer.accessKeyId);
    await ada.getByLabel('Secret access key').fill(app.sandbox.writer.secretAccessKey);
    await ada.getByRole('button', { name: 'Allow approved changes' }).click();
    await ada.getByText('Approved plans change it as').waitFor();
  }, 120_000);

  it('nothing is written until somebody else approves the plan, and then exactly that', async () => {
    await app.call('POST', `/jobs/${jobId}/trigger`, {});
    const approval = await waiting();
    expect(writes()).toBe(0);
    await visit(cleo, app, `/approvals/${approval}`);
    await cleo
      .getByText(/cost-centre.*unassigned/)
      .first()
      .waitFor();
    await cleo.getByRole('button', { name: 'Approve 3 changes in production' }).click();
    await cleo.getByRole('heading', { name: 'What became of it' }).waitFor();
    await expect.poll(tagged, { timeout: 60_000 }).toBe(3);
    await cleo.getByText('Succeeded').first().waitFor();
  }, 120_000);

  it('is undone by a plan that is approved in its turn', async () => {
    await cleo.getByRole('link', { name: /^Open run/ }).click();
    await cleo.getByRole('button', { name: 'Undo', exact: true }).click();
    await cleo.getByRole('button', { name: 'Prepare the way back' }).click();
    const approval = await waiting();
    expect(tagged()).toBe(3);
    // Ada made the job and Cleo, its approver, asked for the way back: another administrator decides.
    await visit(ada, app, `/approvals/${approval}`);
    await ada.getByText('You cannot decide this.').waitFor();
    await visit(ines, app, `/approvals/${approval}`);
    await ines.getByRole('button', { name: /^Approve 3 changes/ }).click();
    await expect.poll(tagged, { timeout: 60_000 }).toBe(0);
  }, 120_000);

  it('is handed to another person when its approver cannot decide', async () => {
    await app.idle();
    await app.call('POST', `/jobs/${jobId}/trigger`, {});
    const approval = await waiting();
    await visit(cleo, app, `/approvals/${approval}`);
    await cleo.getByRole('button', { name: 'Reassign' }).click();
    const dialog = cleo.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.getByRole('button', { name: /Reassign|Hand over/ }).count()).toBe(1);
    await cleo.keyboard.press('Escape');
  }, 120_000);

  it('an account is made read only again', async () => {
    await visit(ada, app, `/providers/${app.providerId}`);
    await ada.getByRole('button', { name: 'Make read only' }).click();
    await ada.getByRole('button', { name: 'Delete the credentials for changes' }).click();
    await ada.getByText(/nothing can be changed until credentials for it are given/).waitFor();
  }, 120_000);
});
