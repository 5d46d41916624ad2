import { describe, expect, inject, it } from 'vitest';
import { runSchedulerChaos } from './chaos/scheduler-chaos.ts';

describe.skipIf(inject('postgresDoor') === null)('schedulers and workers that are killed and frozen', () => {
  it('lose no instant, run none twice, and leave none open', { timeout: 300_000 }, async () => {
    const result = await runSchedulerChaos({
      seconds: 20,
      jobs: 24,
      schedulers: 2,
      workers: 2,
      seed: 4,
      faultEverySeconds: 4,
      freezeSeconds: 6,
      restartDatabase: true,
      say: () => undefined,
    });
    const { lost, doubled, stuck, hollow, auditChain } = result;
    expect({ lost, doubled, stuck, hollow, auditChain }).toEqual({
      ...{ lost: [], doubled: [], stuck: [], hollow: [] },
      auditChain: 'whole',
    });
    expect(result.executed).toBeGreaterThan(0);
    expect(result.faults['database restarted']).toBe(1);
    expect(result.faults['kill -9']).toBeGreaterThan(0);
  });
});
