/** Something that runs jobs, in the process that measures it. The job does nothing but note that it began. */
export type JobEngine = {
  /** So many jobs, all due now. Resolves when the last has ended and is recorded; in seconds. */
  burst(count: number): Promise<number>;
  /** From the instant at which each was due to its beginning, in milliseconds. */
  paced(perSecond: number, seconds: number): Promise<number[]>;
  stop(): Promise<void>;
};

export const engineNames = ['infraudit', 'pg-boss', 'graphile-worker'] as const;
export type EngineKind = (typeof engineNames)[number];

/** How many each of them runs at once. */
export const concurrency = 4;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Says when so many have begun. */
export function counter() {
  let left = 0;
  let done: (() => void) | undefined;
  return {
    expect(count: number): Promise<void> {
      left = count;
      return new Promise((resolve) => {
        done = resolve;
      });
    },
    count(): void {
      left -= 1;
      if (left === 0) done?.();
    },
  };
}
