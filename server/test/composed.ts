import type { Scope } from '../src/core/scope.ts';
import type { JobType } from '../src/domain/govern/jobs/index.ts';
import { createTestTenant, type TestTenant } from '../src/domain/govern/tenancy/testing.ts';
import { composeDomain, type Domain, type DomainOptions, domainQueues } from '../src/main/compose.ts';
import { type Clock, systemClock } from '../src/platform/clock.ts';
import type { OpenDatabase } from '../src/platform/db/open-database.ts';
import { openEventStreams } from '../src/platform/events/event-streams.ts';
import { announce } from '../src/platform/events/outbox.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { createOutboundHttp } from '../src/platform/outbound-http/outbound-http.ts';
import { openQueue } from '../src/platform/queue/open-queue.ts';
import { createSecretBox } from '../src/platform/secrets/secret-box.ts';
import type { AnyControl } from '../src/plugin-kit/define-control.ts';
import type { Framework } from '../src/plugin-kit/define-framework.ts';

/** The whole domain on a test database, without HTTP and without the process around it. */
export type Composed = {
  db: OpenDatabase;
  domain: Domain;
  tenant: TestTenant;
  /** Calls a route's handler as the owner; errors come as they are thrown. */
  call<T>(
    operationId: string,
    input?: { params?: object; query?: object; body?: object; scope?: Scope },
  ): Promise<T>;
  /** Polls an execution to its end. */
  finished(
    executionId: number,
  ): Promise<{ status: string; error: string | null; counts: Record<string, number> }>;
  stop(): Promise<void>;
};

export async function composeForTests(
  db: OpenDatabase,
  options: {
    clock?: Clock;
    schedules?: Map<string, string | null>;
    timeoutSeconds?: number;
    jobTypes?: readonly JobType[];
    controls?: readonly AnyControl[];
    frameworks?: readonly Framework[];
    notifications?: DomainOptions['notifications'];
    advisor?: DomainOptions['advisor'];
    advisorRetryMs?: DomainOptions['advisorRetryMs'];
  } = {},
): Promise<Composed> {
  const clock = options.clock ?? systemClock;
  const queue = await openQueue({ database: db, log: silentLog, names: [...domainQueues] });
  const events = await openEventStreams({ database: db, log: silentLog });
  const outbound = createOutboundHttp({ allowPrivateAddresses: true, userAgent: 'InfraAudit/test' });
  const domain = composeDomain(
    {
      db,
      queue,
      announce,
      events,
      clock,
      log: silentLog,
      secrets: createSecretBox('ab'.repeat(32)),
      outbound,
      publicUrl: () => 'http://127.0.0.1',
    },
    {
      schedules: options.schedules ?? new Map(),
      jobTimeoutSeconds: options.timeoutSeconds ?? 120,
      allowPrivateAddresses: true,
      allowAmbientCredentials: false,
      requiredTags: [],
      baselineRetentionDays: undefined,
      worker: 'test-worker',
      jobTypes: options.jobTypes,
      controls: options.controls,
      frameworks: options.frameworks,
      notifications: options.notifications,
      advisor: options.advisor,
      advisorRetryMs: options.advisorRetryMs,
    },
  );
  const tenant = await createTestTenant(db, 'Acme', [domain.onOrganizationCreated]);
  const stopWork = await domain.start();

  const call: Composed['call'] = async <T>(
    operationId: string,
    input: Parameters<Composed['call']>[1] = {},
  ) => {
    const route = domain.routes.find((candidate) => candidate.operationId === operationId);
    if (route?.handler === undefined) throw new Error(`no route ${operationId}`);
    const scope = input.scope ?? tenant.scope;
    const answer = await route.handler({
      params: route.params?.parse(input.params ?? {}),
      query: route.query?.parse(input.query ?? {}),
      body: route.body?.parse(input.body),
      caller: { id: 'test', actor: scope.actor, scope, viaCookie: true },
      scope,
      requestId: 'test',
      ip: '127.0.0.1',
      header: () => undefined,
      cookies: {},
      signal: new AbortController().signal,
      log: silentLog,
      publicUrl: 'http://127.0.0.1',
    });
    const body = answer !== null && typeof answer === 'object' && 'body' in answer ? answer.body : answer;
    const schema = Object.values(route.responses).find((response) => response !== null);
    return (schema === undefined || schema === null ? body : schema.parse(body)) as T;
  };

  return {
    db,
    domain,
    tenant,
    call,
    async finished(executionId) {
      for (;;) {
        const execution = await call<{
          status: string;
          error: string | null;
          counts: Record<string, number>;
        }>('getExecution', { params: { id: String(executionId) } });
        if (!['queued', 'running'].includes(execution.status)) return execution;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async stop() {
      await stopWork();
      await queue.stop(1);
      await events.close();
      await outbound.close();
    },
  };
}
