import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { freshPgliteFolder, freshPostgresUrl } from '../src/platform/db/testing.ts';
import { killAll, type Running, start, until } from './program.ts';

const engines = ['embedded', 'PostgreSQL'] as const;

describe.each(engines)(
  'a process that stops in the middle of a sync (%s)',
  { timeout: 240_000 },
  (engine) => {
    const absent = engine === 'PostgreSQL' && inject('postgresDoor') === null;
    let sandbox: Sandbox;
    let folder: string;
    let env: Record<string, string>;

    beforeAll(async () => {
      sandbox = await startSandbox();
    });
    afterAll(() => sandbox?.stop());
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'infraudit-killed-'));
      env = {};
      if (absent) return;
      if (engine === 'PostgreSQL') env.DATABASE_URL = await freshPostgresUrl();
      else {
        mkdirSync(join(folder, '.data'));
        renameSync(await freshPgliteFolder(), join(folder, '.data', 'database'));
      }
    });
    afterEach(() => {
      sandbox.faults.clear();
      killAll();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Connects an account one of whose calls never ends, and waits until the rest of it is stored. */
    async function syncing(running: Running): Promise<{ executionId: number; providerId: number }> {
      sandbox.faults.hang('rds:DescribeDBInstances');
      const provider = await running.call('POST', '/api/v1/providers/aws/connect', {
        name: 'Acme',
        ...sandbox.credentials,
        endpointUrl: sandbox.endpoint,
      });
      await until(
        () => running.call('GET', '/api/v1/resources?per_page=1'),
        (page) => page.meta.total > 100,
      );
      return { executionId: provider.running_execution_id, providerId: provider.id };
    }

    /** The run is taken up by the next process; nothing is lost and nothing is called deleted on the way. */
    async function isTakenUp(
      again: Running,
      ids: { executionId: number; providerId: number },
      stored: number,
    ) {
      const kept = await again.call('GET', '/api/v1/resources?per_page=1');
      expect(kept.meta.total).toBeGreaterThanOrEqual(stored);
      const done = await until(
        () => again.call('GET', `/api/v1/executions/${ids.executionId}`),
        (execution) => !['queued', 'running'].includes(execution.status),
      );
      expect(done).toMatchObject({ status: 'succeeded', error: null });
      expect(done.counts.deleted ?? 0).toBe(0);
      const gone = await again.call('GET', '/api/v1/resources?per_page=1&status=deleted');
      expect(gone.meta.total).toBe(0);
      expect(await again.call('GET', '/api/v1/coverage')).toMatchObject({ percent: 100, gaps: [] });
      const { data: syncs } = await again.call('GET', `/api/v1/providers/${ids.providerId}/syncs`);
      expect(syncs).toMatchObject([{ status: 'succeeded' }, { status: 'failed', error: expect.any(String) }]);
      const { data: audit } = await again.call('GET', '/api/v1/audit-events?per_page=100');
      expect(audit.map(({ action }: { action: string }) => action)).toContain('execution.taken_up_again');
      expect(await again.call('GET', '/api/v1/audit-events/verify')).toMatchObject({ verified: true });
      return done;
    }

    it.skipIf(absent)('by kill -9 leaves a run that the next process begins again', async () => {
      const first = await start(folder, env);
      const ids = await syncing(first);
      const stored = (await first.call('GET', '/api/v1/resources?per_page=1')).meta.total;
      first.child.kill('SIGKILL');
      await first.ended;
      sandbox.faults.clear();
      const again = await start(folder, env);
      expect(await isTakenUp(again, ids, stored)).toMatchObject({ attempt: 2 });
    });

    it.skipIf(absent)('by SIGTERM puts its run back in order, for the next process', async () => {
      const first = await start(folder, env);
      const ids = await syncing(first);
      const stored = (await first.call('GET', '/api/v1/resources?per_page=1')).meta.total;
      first.child.kill('SIGTERM');
      expect(await first.ended, first.output()).toBe(0);
      expect(first.output()).toContain('"msg":"stopped"');
      sandbox.faults.clear();
      const again = await start(folder, env);
      expect(await isTakenUp(again, ids, stored)).toMatchObject({ attempt: 1 });
    });
  },
);
