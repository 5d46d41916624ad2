import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import {
  type App,
  allPages,
  browserPath,
  owner,
  seedCompliance,
  seedResponse,
  startApp,
  startSeededApp,
  visit,
} from './app.ts';
import { seedJobPast } from './job-history.ts';

/**
 * Pictures of every page for the documentation, light and dark, taken from the running product:
 * `node web/test/screenshots.ts`, or only some: `node web/test/screenshots.ts jobs approval`. The pages must have
 * been built before.
 */
const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const schemes = ['light', 'dark'] as const;
const wanted = new Set(process.argv.slice(2));

const isWanted = (name: string): boolean => wanted.size === 0 || wanted.has(name);

async function picture(page: Page, name: string, scheme: string): Promise<void> {
  if (!isWanted(name)) return;
  // The last numbers and charts settle, and nothing hovers.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(700);
  await page.screenshot({ path: `${folder}${name}-${scheme}.png` });
  process.stdout.write(`${name}-${scheme}.png\n`);
}

const entrancePictures = ['set-up', 'sign-in', 'invitation', 'dashboard-empty'];

async function entrance(app: App): Promise<void> {
  for (const scheme of schemes) {
    const page = await app.open({ scheme, as: false, width: 1280, height: 800 });
    await visit(page, app, '/set-up');
    await picture(page, 'set-up', scheme);
  }
  await app.call('POST', '/setup', { ...owner, time_zone: 'UTC' });
  const { link } = await app.call<{ link: string }>('POST', '/settings/team/invite', {
    email: 'ben@northwind.example',
    role: 'requester',
  });
  for (const scheme of schemes) {
    const page = await app.open({ scheme, as: false, width: 1280, height: 800 });
    await visit(page, app, '/sign-in');
    await picture(page, 'sign-in', scheme);
    await visit(page, app, new URL(link).pathname);
    await picture(page, 'invitation', scheme);
    const empty = await app.open({ scheme, width: 1280, height: 800 });
    await visit(empty, app, '/');
    await picture(empty, 'dashboard-empty', scheme);
  }
}

/** A sync that the cloud refuses twice, so that there is an alert with a history. */
async function failedJob(app: App): Promise<void> {
  app.sandbox.faults.deny('sts:GetCallerIdentity');
  for (const times of [1, 2]) {
    await app.call('POST', '/jobs/resource_sync/trigger', {});
    await app.idle();
    for (;;) {
      const { data } = await app.call<{ data: { occurrences: number }[] }>('GET', '/alerts?type=performance');
      if (data[0]?.occurrences === times) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function everyPage(app: App & { providerId: number }): Promise<void> {
  await app.call('POST', '/settings/api-keys', { name: 'deployment', role: 'viewer', expires_in_days: 90 });
  await app.call('POST', '/settings/team/invite', { email: 'ben@northwind.example', role: 'requester' });
  const drifts = await app.call<{ data: { id: number; severity: string; resource_id: number }[] }>(
    'GET',
    '/drifts',
  );
  const low = drifts.data.find((drift) => drift.severity === 'low');
  await app.call('POST', '/drift-rules', {
    path_pattern: 'Tags.**',
    resource_id: low?.resource_id,
    reason: 'people mark what they work on',
  });
  const hangUp = await seedResponse(app);
  await failedJob(app);
  await seedJobPast(app);
  await seedCompliance(app);
  const pages = await allPages(app);
  for (const scheme of schemes) {
    const page = await app.open({ scheme, width: 1280, height: 800 });
    for (const { name, path } of pages) {
      if (!isWanted(name)) continue;
      await visit(page, app, path);
      if (name === 'audit-log') {
        await page.getByRole('button', { name: 'Verify the chain' }).click();
        await page.getByText(/fit together/).waitFor();
      }
      if (name === 'provider') {
        await page.getByRole('button', { name: 'Check permissions' }).click();
        await page.getByText(/permissions granted/).waitFor();
      }
      await picture(page, name, scheme);
    }
    if (!isWanted('search')) continue;
    await visit(page, app, '/');
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: /Search resources/ }).fill('prod');
    await page.getByRole('option').nth(4).waitFor();
    await picture(page, 'search', scheme);
  }
  hangUp();
}

if (browserPath === null) process.exit(1);
mkdirSync(folder, { recursive: true });

async function during<Started extends App>(
  start: () => Promise<Started>,
  take: (app: Started) => Promise<void>,
): Promise<void> {
  const app = await start();
  try {
    await take(app);
  } finally {
    await app.stop();
  }
}

// The entrance has an empty installation of its own.
if (wanted.size === 0 || entrancePictures.some(isWanted)) await during(startApp, entrance);
await during(() => startSeededApp({ denied: ['s3:GetBucketPolicy', 'kms:GetKeyRotationStatus'] }), everyPage);
