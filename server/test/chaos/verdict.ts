import { runsBetween, type Timing } from '../../src/core/schedule.ts';

export type ChaosJob = { id: number; timing: Timing; from: Date; description: string };
export type ChaosExecution = {
  id: number;
  job_id: number;
  scheduled_for: Date;
  queued_at: Date;
  started_at: Date | null;
  status: string;
  error_code: string | null;
  attempt: number;
  /** `instants`: the record stands for so many missed ones, itself and those after it. */
  counts: { instants?: number };
};
export type Begun = { execution_id: number; attempt: number; worker: string; at: Date };
export type Work = { execution_id: number; job_id: number; instant: Date; attempt: number };
export type Death = { pid: number; at: Date };

export type ChaosResult = {
  seconds: number;
  faults: Record<string, number>;
  due: number;
  executed: number;
  skipped: Record<string, number>;
  /** Instants without a record of their own: one record stands for all the older ones of a long absence. */
  countedTogether: number;
  failed: Record<string, number>;
  takenUpAgain: number;
  /** Work that a lost worker had done and that was done once more by the attempt after it. */
  doneAgain: number;
  lost: string[];
  doubled: string[];
  stuck: string[];
  /** Ended as succeeded without having worked. */
  hollow: string[];
  longestFailOverMs: number;
  startDelayMs: { p50: number; p99: number };
  auditChain: 'whole' | 'broken';
};

const key = (jobId: number, instant: Date): string => `${jobId} ${instant.toISOString()}`;
const open = ['queued', 'running', 'pending_approval'];

/** What became of each instant that was due up to `until`, by the schedule's own arithmetic. */
export function judge(facts: {
  jobs: ChaosJob[];
  executions: ChaosExecution[];
  begun: Begun[];
  work: Work[];
  deaths: Death[];
  until: Date;
}): Omit<ChaosResult, 'seconds' | 'faults' | 'auditChain'> {
  const found = new Map<string, ChaosExecution[]>();
  for (const execution of facts.executions) {
    const place = key(execution.job_id, execution.scheduled_for);
    found.set(place, [...(found.get(place) ?? []), execution]);
  }
  const worked = new Map<string, Work[]>();
  for (const work of facts.work) {
    const place = key(work.job_id, work.instant);
    worked.set(place, [...(worked.get(place) ?? []), work]);
  }
  const skipped: Record<string, number> = {};
  const failed: Record<string, number> = {};
  const [lost, doubled, stuck, hollow]: string[][] = [[], [], [], []];
  const delays: number[] = [];
  let due = 0;
  let executed = 0;
  let doneAgain = 0;
  let countedTogether = 0;
  for (const job of facts.jobs) {
    let together = false;
    for (const instant of instantsOf(job, facts.until)) {
      due += 1;
      const place = key(job.id, instant);
      const name = `${place} (${job.description})`;
      const executions = found.get(place) ?? [];
      const works = worked.get(place) ?? [];
      if (executions.length > 0) together = (executions[0]?.counts.instants ?? 1) > 1;
      else if (together) countedTogether += 1;
      else lost?.push(name);
      const attempts = new Set(works.map((work) => `${work.execution_id} ${work.attempt}`));
      const again = new Set(works.map((work) => work.execution_id));
      if (executions.length > 1 || attempts.size < works.length || again.size > 1) doubled?.push(name);
      else if (works.length > 1) doneAgain += 1;
      for (const execution of executions) {
        if (open.includes(execution.status)) stuck?.push(`${name} ${execution.status}`);
        if (execution.status === 'succeeded') {
          executed += 1;
          if (works.length === 0) hollow?.push(name);
          if (execution.attempt === 1 && execution.started_at !== null)
            delays.push(execution.started_at.getTime() - instant.getTime());
        }
        const code = execution.error_code ?? 'no reason';
        if (execution.status === 'skipped') skipped[code] = (skipped[code] ?? 0) + 1;
        if (execution.status === 'failed') failed[code] = (failed[code] ?? 0) + 1;
      }
    }
  }
  delays.sort((a, b) => a - b);
  const share = (part: number): number => delays[Math.floor((delays.length - 1) * part)] ?? 0;
  return {
    due,
    executed,
    skipped,
    countedTogether,
    failed,
    takenUpAgain: facts.executions.filter(({ attempt }) => attempt > 1).length,
    doneAgain,
    lost: lost ?? [],
    doubled: doubled ?? [],
    stuck: stuck ?? [],
    hollow: hollow ?? [],
    longestFailOverMs: longestFailOver(facts.begun, facts.deaths),
    startDelayMs: { p50: share(0.5), p99: share(0.99) },
  };
}

function instantsOf(job: ChaosJob, until: Date): Date[] {
  const { instants, more } = runsBetween({ timing: job.timing, timeZone: 'UTC' }, job.from, until, 1_000_000);
  if (more) throw new Error('more instants than can be counted');
  return instants;
}

/** From the death of a worker to the next attempt at what it was doing. */
function longestFailOver(begun: Begun[], deaths: Death[]): number {
  const first = new Map(begun.filter(({ attempt }) => attempt === 1).map((row) => [row.execution_id, row]));
  let longest = 0;
  for (const next of begun.filter(({ attempt }) => attempt === 2)) {
    const lost = first.get(next.execution_id);
    const pid = Number(lost?.worker.split(':')[1]);
    const death = deaths
      .filter((candidate) => candidate.pid === pid && candidate.at <= next.at)
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
    if (death !== undefined) longest = Math.max(longest, next.at.getTime() - death.at.getTime());
  }
  return longest;
}
