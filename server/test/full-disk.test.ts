import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPgliteFolder } from '../src/platform/db/testing.ts';
import { killAll, start, until } from './program.ts';

type Disk = { folder: string; fill(): void; grow(): void; release(): void };

/** A disk of its own, in memory; undefined where nobody may mount one. */
function mountDisk(): Disk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-disk-'));
  const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore' });
  try {
    mount('-t', 'tmpfs', '-o', 'size=512m', 'tmpfs', folder);
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    /** Leaves no block free: the disk becomes as small as what is on it. */
    fill() {
      const { bsize, blocks, bfree } = statfsSync(folder);
      mount('-o', `remount,size=${(blocks - bfree) * bsize}`, folder);
    },
    grow: () => void mount('-o', 'remount,size=512m', folder),
    release() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

describe('a full disk', { timeout: 240_000 }, () => {
  const disk = { now: undefined as Disk | undefined };
  let sandbox: Sandbox;

  beforeAll(async () => {
    disk.now = mountDisk();
    if (disk.now === undefined) return;
    sandbox = await startSandbox({ account: { generate: 60 } });
    moveAcross(await freshPgliteFolder(), join(disk.now.folder, 'database'));
  });
  afterAll(async () => {
    killAll();
    await sandbox?.stop();
    disk.now?.release();
  });

  it('is said, loses nothing that was stored, and the work goes on when there is room', async ({ skip }) => {
    if (disk.now === undefined) return skip('this user may not mount a small disk');
    const { folder, fill, grow } = disk.now;
    const running = await start(folder, { INFRAUDIT_DATA_DIR: folder });
    const provider = await running.call('POST', '/api/v1/providers/aws/connect', {
      name: 'Acme',
      ...sandbox.credentials,
      endpointUrl: sandbox.endpoint,
    });
    const ended = (id: number) =>
      until(
        () => running.call('GET', `/api/v1/executions/${id}`),
        (execution) => !['queued', 'running'].includes(execution.status),
      );
    expect(await ended(provider.running_execution_id)).toMatchObject({ status: 'succeeded' });
    const total = async () => (await running.call('GET', '/api/v1/resources?per_page=1')).meta.total;
    const before = await total();

    fill();
    // What is written fits into the pages that are there for a while.
    const refused = await until(
      () => running.call('POST', '/api/v1/drift-rules', { path_pattern: 'Tags[a]', reason: 'x'.repeat(500) }),
      (answer) => answer.id === undefined,
    );
    expect(refused).toMatchObject({ code: 'unavailable', requestId: expect.any(String) });
    expect(refused.error).toMatch(/disk .* full.* make room/);
    expect(running.output()).toContain('No space left on device');
    expect(await total()).toBe(before);

    grow();
    const sync = await running.call('POST', `/api/v1/providers/${provider.id}/sync`);
    const done = await ended(sync.execution_id);
    expect(done).toMatchObject({ status: 'succeeded' });
    expect(done.counts.deleted ?? 0).toBe(0);
    expect(await total()).toBe(before);
    expect(await running.call('GET', '/api/v1/audit-events/verify')).toMatchObject({ verified: true });
  });
});

function moveAcross(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
  rmSync(from, { recursive: true });
}
