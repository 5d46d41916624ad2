import type { Tx } from '../../../platform/db/database.ts';
import { type JobView, presentJob } from './job-present.ts';
import type { JobRow } from './job-store.ts';
import { surroundingsOf } from './job-surroundings.ts';
import type { JobsDeps } from './service.ts';

export async function readJobs(deps: Pick<JobsDeps, 'registry'>, tx: Tx, rows: JobRow[]): Promise<JobView[]> {
  const around = await surroundingsOf(tx, rows);
  return rows.map((row) => presentJob(row, deps.registry, around(row)));
}

export async function readJob(deps: Pick<JobsDeps, 'registry'>, tx: Tx, row: JobRow): Promise<JobView> {
  const [view] = await readJobs(deps, tx, [row]);
  return view as JobView;
}
