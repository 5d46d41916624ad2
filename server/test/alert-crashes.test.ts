import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { systemScope } from '../src/core/scope.ts';
import { composeForCauses, openCauseDesk } from '../src/domain/respond/alerts/testing/cause-desk.ts';
import type { OpenDatabase } from '../src/platform/db/open-database.ts';
import { freshPgliteFolder, freshPostgresUrl } from '../src/platform/db/testing.ts';
import { startProgram } from '../src/plugins/channels/testing/vendors.ts';
import { openPlace } from './open-place.ts';

const program = fileURLToPath(new URL('./alerting-process.ts', import.meta.url));
/**
 * The way from a change to a message, cut in the middle of each of its transactions and after it. Between the end of
 * one and the middle of the next nothing is written, so one cut there is enough.
 */
const steps = [
  'before dispatch',
  'before alert',
  'after alert',
  'before decide',
  'after decide',
  'after claim',
  'after send',
  'after record',
];
const buckets = ['a', 'b', 'c', 'd', 'e', 'f'];
const secrets = { secret: 'a-secret-of-the-suite', token: 'a-token-of-the-suite' };

/** How the process ended: `SIGKILL`, or its exit code with what it said. */
function run(place: string, step: string): Promise<string> {
  const child = spawn(process.execPath, [program, place, step], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? `${code}${code === 0 ? '' : errors}`));
  });
}

async function within<T>(place: string, work: (db: OpenDatabase) => Promise<T>): Promise<T> {
  const db = await openPlace(place);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** Public buckets that nobody has heard of yet, and a program that wants to hear of alerts. */
async function prepare(db: OpenDatabase, url: string): Promise<void> {
  // Each look takes an hour; the processes that come after it live now.
  const time = { now: new Date(Date.now() - 12 * 3_600_000) };
  const app = await composeForCauses(db, time);
  const { desk, see, capture, detect } = await openCauseDesk(app, time);
  await desk.call('createNotificationChannel', {
    body: {
      name: 'Program',
      kind: 'webhook',
      secrets: {
        webhook_url: `${url}/infraudit`,
        signing_secret: secrets.secret,
        bearer_token: secrets.token,
      },
    },
  });
  await see(Object.fromEntries(buckets.map((name) => [name, true])));
  await capture(...buckets);
  await see(Object.fromEntries(buckets.map((name) => [name, false])));
  await detect();
  await app.stop();
}

const told = (db: OpenDatabase) =>
  db.asSystem(systemScope('the test looks'), async (tx) => ({
    alerts: await tx.sql
      .selectFrom('alerts')
      .innerJoin('resources', 'resources.id', 'alerts.resource_id')
      .select(['resources.name', 'alerts.id', 'alerts.status', 'alerts.occurrences'])
      .orderBy('resources.name')
      .execute(),
    opened: await tx.sql
      .selectFrom('outbox_events')
      .select('id')
      .where('type', '=', 'alert.created')
      .execute(),
    notifications: await tx.sql
      .selectFrom('notifications')
      .select(['subject', 'status', 'delivery_id'])
      .execute(),
    deliveries: await tx.sql.selectFrom('deliveries').select(['id', 'status']).execute(),
  }));

describe.each([
  ['embedded', () => freshPgliteFolder()],
  ...(inject('postgresDoor') === null ? [] : [['PostgreSQL', () => freshPostgresUrl()] as const]),
] as const)('processes that are killed between a change and its message (%s)', (_engine, fresh) => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('lose no alert and make none twice, and what they send twice has the same id', async () => {
    const place = await fresh();
    if (!place.includes('://')) folders.push(place);
    const receiver = await startProgram(secrets);
    await within(place, (db) => prepare(db, receiver.url));

    for (const step of steps) expect(await run(place, step), step).toBe('SIGKILL');
    expect(await run(place, 'none')).toBe('0');

    const { alerts, opened, notifications, deliveries } = await within(place, told);
    expect(alerts).toMatchObject(buckets.map((name) => ({ name, status: 'open', occurrences: 1 })));
    expect(opened).toHaveLength(buckets.length);
    const subjects = alerts.map(({ id }) => `alert:${id}`).sort();
    expect(notifications.map(({ subject }) => subject).sort()).toEqual(subjects);
    expect(notifications.filter(({ status }) => status !== 'sent')).toEqual([]);
    expect(deliveries.filter(({ status }) => status !== 'sent')).toEqual([]);

    expect(receiver.refused).toEqual([]);
    const heard = Map.groupBy(receiver.accepted, ({ delivery }) => delivery);
    expect([...heard.keys()].sort()).toEqual(notifications.map(({ delivery_id }) => delivery_id).sort());
    expect([...heard.keys()].sort()).toEqual(deliveries.map(({ id }) => id).sort());
    for (const messages of heard.values())
      expect(new Set(messages.map((message) => JSON.stringify(message))).size).toBe(1);
    expect([...heard.values()].map(([first]) => first?.subject).sort()).toEqual(subjects);
    // Those that were killed after it was told had told somebody.
    expect(receiver.accepted.length).toBeGreaterThan(buckets.length);
    await receiver.stop();
  });
});
