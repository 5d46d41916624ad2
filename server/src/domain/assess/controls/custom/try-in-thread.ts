import { Worker } from 'node:worker_threads';
import type { Json } from '../../../../core/json.ts';
import type { VerdictStatus } from '../../../../core/verdict.ts';
import type { ResourceToTry } from './store.ts';

export type Trial = { check: string; resources: readonly ResourceToTry[] };
export type Tried = { id: number; status: VerdictStatus; message: string; evidence: Record<string, Json> };

const mostMemoryMb = 128;

/**
 * Judges resources by an expression in a thread of its own, for `timeoutMs` at most. Those that were not reached by
 * then, or by the end of the memory, are unknown and say so. In the order of the resources.
 */
export async function tryInThread(trial: Trial, timeoutMs: number): Promise<Tried[]> {
  if (trial.resources.length === 0) return [];
  const answered = new Map<number, Tried>();
  const why = await new Promise<string>((resolve) => {
    const worker = new Worker(new URL('./try-worker.ts', import.meta.url), {
      workerData: trial,
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
    });
    const timer = setTimeout(() => {
      resolve(`the time of ${timeoutMs / 1000} seconds was over`);
      void worker.terminate();
    }, timeoutMs);
    worker.on('message', (tried: Tried) => answered.set(tried.id, tried));
    worker.on('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `it needs more than ${mostMemoryMb} MB`
          : 'the evaluation broke off',
      ),
    );
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve('the evaluation broke off');
    });
  });
  return trial.resources.map(
    ({ id }) =>
      answered.get(id) ?? { id, status: 'unknown', message: `Not evaluated: ${why}.`, evidence: {} },
  );
}
