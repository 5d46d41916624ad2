import { useAct } from '../../app/act.tsx';
import { paths } from '../../app/paths.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useGo } from '../../ui/link.tsx';
import type { Job } from './job-actions.tsx';

export function DeleteJob({ job, onClose }: { job: Job; onClose: () => void }) {
  const go = useGo();
  const remove = useAct('deleteJob', {
    refreshes: ['listJobs', 'getJobTimeline', 'getStatus'],
    done: () => `${job.name} is deleted. Its history stays.`,
    after: () => {
      onClose();
      go(paths.jobs());
    },
  });
  return (
    <Confirm
      opened
      title={`Delete ${job.name}`}
      act="Delete job"
      danger
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { id: String(job.id) } })}
    >
      <p>It stops running by itself, at once. A run that is open now ends by itself.</p>
      <p>
        <strong>What stays:</strong> every execution with its log, its steps and what it touched, the
        decisions about its plans, and all its events in the audit log. Its name becomes free.
      </p>
    </Confirm>
  );
}
