import { sql } from 'kysely';
import { systemScope } from '../src/core/scope.ts';
import { startServer } from '../src/main/start-server.ts';
import { parseConfig } from '../src/platform/config/load-config.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { defineProvider } from '../src/plugin-kit/define-provider.ts';
import { awsCollectors } from '../src/plugins/providers/aws/collectors.generated.ts';
import { awsAuthMethods, awsCredentials, awsSettings } from '../src/plugins/providers/aws/credentials.ts';
import { awsProvider, openAws } from '../src/plugins/providers/aws/provider.ts';
import { announceAlerts } from './announced-alerts.ts';
import { changeSome, judgeAlone } from './judged-alone.ts';
import type { Answer, Question } from './measured-process.ts';
import { seedInventory } from './seeded-inventory.ts';

/**
 * The product itself in a process of its own, started by `measured-process.ts`: all roles, its HTTP server, its
 * workers. Only two things are added: calls to the vendor are counted, and their quotas can be multiplied.
 */
const startedAt = performance.now();
let quotaFactor = 1;
let calls = new Map<string, number>();

const counted = defineProvider({
  type: awsProvider.type,
  title: awsProvider.title,
  credentials: awsCredentials,
  authMethods: awsAuthMethods,
  settings: awsSettings,
  resourceTypes: awsCollectors.map((collector) => collector.resource),
  setupArtifacts: awsProvider.setupArtifacts,
  connect: (credentials, options) =>
    openAws(credentials, {
      ...options,
      quotaFactor,
      onAttempt: (operation, region) => {
        const key = `${region}|${operation}`;
        calls.set(key, (calls.get(key) ?? 0) + 1);
      },
    }),
});

const server = await startServer({
  config: parseConfig(process.env),
  folder: process.cwd(),
  log: silentLog,
  providers: [counted],
});
const readyMs = performance.now() - startedAt;

const tell = (answer: Answer): void => void process.send?.(answer);

process.on('message', (question: Question) => {
  if (question.kind === 'quotas') {
    quotaFactor = question.factor;
    calls = new Map();
    tell({ kind: 'quotas' });
  } else if (question.kind === 'calls') {
    tell({ kind: 'calls', calls: [...calls] });
  } else if (question.kind === 'versions') {
    void countVersions().then((count) => tell({ kind: 'versions', count }));
  } else if (question.kind === 'seed') {
    const { db, clock } = server.platform;
    const { resourceTypes } = server.domain;
    void seedInventory({ db, clock, resourceTypes }, question, question.total).then((count) =>
      tell({ kind: 'seed', count }),
    );
  } else if (question.kind === 'change') {
    void changeSome(server.platform.database, question.oneOf).then((count) =>
      tell({ kind: 'change', count }),
    );
  } else if (question.kind === 'announce') {
    const { organizationId, total } = question;
    void announceAlerts(server.platform.database, organizationId, total).then(() =>
      tell({ kind: 'announce', count: total }),
    );
  } else if (question.kind === 'undelivered') {
    void countUndelivered().then((count) => tell({ kind: 'undelivered', count }));
  } else if (question.kind === 'judge') {
    void judgeAlone(server.platform.database).then((found) => tell({ kind: 'judge', ...found }));
  } else {
    void server.stop().then(() => process.exit(0));
  }
});

async function countVersions(): Promise<number> {
  return await server.platform.database.asSystem(systemScope('a benchmark counts versions'), async (tx) => {
    const row = await tx.sql
      .selectFrom('resource_versions')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(row.count);
  });
}

/** Events that are not handed out, and those that a subscriber has not dealt with. */
async function countUndelivered(): Promise<number> {
  const scope = systemScope('a benchmark waits until it is quiet');
  return await server.platform.database.asSystem(scope, async (tx) => {
    const { rows } = await sql<{ count: number }>`
      SELECT (SELECT count(*) FROM outbox_events WHERE dispatched_at IS NULL)::int + (
        SELECT count(*) FROM infraudit_queue.job WHERE name LIKE 'events-%' AND state < 'completed')::int
        AS count`.execute(tx.sql);
    return rows[0]?.count ?? 0;
  });
}

tell({ kind: 'ready', url: server.publicUrl, readyMs });
