import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { Empty, ErrorNotice, RowsSkeleton } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { sentence } from '../../ui/words.ts';
import type { JobDetail } from './job-page.tsx';
import { blackoutWords, secondsWords } from './job-words.ts';
import classes from './jobs.module.css';

/** Every definition that the job had, newest first, with what each change changed. */
export function RevisionsTab({ job }: { job: JobDetail }) {
  const revisions = useQuery(read('listJobRevisions', { path: { id: String(job.id) } }));
  if (revisions.data === undefined) {
    return revisions.isError ? (
      <ErrorNotice error={revisions.error} retry={() => void revisions.refetch()} />
    ) : (
      <RowsSkeleton rows={4} />
    );
  }
  const all = [...revisions.data.data].sort((a, b) => b.revision - a.revision);
  if (all.length === 0) return <Empty title="No change is recorded">The next change begins the list.</Empty>;
  return (
    <ol className={classes.revisions}>
      {all.map((revision) => (
        <li key={revision.revision}>
          <div className={classes.revisionHead}>
            <strong>
              {revision.revision}. {sentence(revision.change)}
            </strong>
            <span className="dim">
              <RelativeTime at={revision.at} /> by {revision.changed_by}
            </span>
          </div>
          {revision.changes.length === 0 ? (
            revision.schedule_words === null ? null : (
              <p className="dim">{revision.schedule_words}</p>
            )
          ) : (
            <dl className={classes.diff}>
              {revision.changes.map((change) => (
                <div key={change.field}>
                  <dt>{sentence(change.field)}</dt>
                  <dd>
                    <del>{said(change.field, change.before)}</del>
                    <span aria-hidden="true">→</span>
                    <ins>{said(change.field, change.after)}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}

function said(field: string, value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return 'none';
  if (field === 'blackout' && Array.isArray(value)) {
    return (value as { days?: number[]; from: string; to: string }[]).map(blackoutWords).join('; ');
  }
  if (field === 'depends_on' && Array.isArray(value)) {
    return (value as { job_id: number; within_seconds: number }[])
      .map((dependency) => `job ${dependency.job_id} within ${secondsWords(dependency.within_seconds)}`)
      .join('; ');
  }
  if (typeof value === 'string') return value === '' ? 'empty' : value;
  return JSON.stringify(value);
}
