import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCopy, IconDots, IconPencil, IconPlayerPlay, IconPower, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import type { Item, OperationId } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { useGo } from '../../ui/link.tsx';
import { DeleteJob } from './delete-job.tsx';
import classes from './jobs.module.css';
import { RunWithParameters } from './run-with-parameters.tsx';

export type Job = Item<'listJobs'>;

const touched: OperationId[] = [
  'listJobs',
  'getJob',
  'getJobTimeline',
  'listExecutions',
  'listJobRevisions',
  'getStatus',
];

/** Whoever only reads may start a scan; what changes connected systems needs more. */
function runPermission(job: { acts: boolean }): 'scan' | 'manage_jobs' {
  return job.acts ? 'manage_jobs' : 'scan';
}

/** Run now, pause or resume, and in the menu the rest. */
export function JobActions({ job, compact = false }: { job: Job; compact?: boolean }) {
  const go = useGo();
  const run = useAct('triggerJob', {
    refreshes: touched,
    done: (answer) => answer.message,
    after: (answer) => go(paths.execution(answer.execution_id)),
  });
  const pause = useAct('pauseJob', {
    refreshes: touched,
    done: () => `${job.name} is paused. Its due instants are recorded as skipped until it is resumed.`,
  });
  const resume = useAct('resumeJob', {
    refreshes: touched,
    done: () => `${job.name} runs on its schedule again.`,
  });
  const enable = useAct('enableJob', {
    refreshes: touched,
    done: () => `${job.name} runs on its schedule again.`,
  });
  const size = compact ? 'compact' : 'sm';
  const path = { id: String(job.id) };
  return (
    <span className={classes.actions}>
      {job.state === 'scheduled' ? (
        <ActButton
          permission="manage_jobs"
          size={size}
          variant="default"
          loading={pause.isPending}
          onClick={() => pause.mutate({ path })}
        >
          Pause
        </ActButton>
      ) : job.state === 'paused' ? (
        <ActButton
          permission="manage_jobs"
          size={size}
          variant="default"
          loading={resume.isPending}
          onClick={() => resume.mutate({ path })}
        >
          Resume
        </ActButton>
      ) : job.state === 'disabled' ? (
        <ActButton
          permission="manage_jobs"
          size={size}
          variant="default"
          loading={enable.isPending}
          onClick={() => enable.mutate({ path })}
        >
          Enable
        </ActButton>
      ) : null}
      <ActButton
        permission={runPermission(job)}
        size={size}
        variant={compact ? 'default' : 'filled'}
        loading={run.isPending}
        onClick={() => run.mutate({ path, body: {} })}
      >
        Run now
      </ActButton>
      <More job={job} size={compact ? 26 : 32} />
    </span>
  );
}

function More({ job, size }: { job: Job; size: number }) {
  const go = useGo();
  const manage = usePermission('manage_jobs');
  const start = usePermission(runPermission(job));
  const [asking, setAsking] = useState<'parameters' | 'delete' | null>(null);
  const disable = useAct('disableJob', {
    refreshes: touched,
    done: () => `${job.name} no longer runs by itself.`,
  });
  const duplicate = useAct('duplicateJob', {
    refreshes: touched,
    done: (answer) => `${answer.name} is a copy. It is disabled until you enable it.`,
    after: (answer) => go(paths.job(answer.id)),
  });
  const path = { id: String(job.id) };
  const close = () => setAsking(null);
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="default" size={size} aria-label={`More actions for ${job.name}`}>
            <IconDots size={15} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Entry
            icon={<IconPlayerPlay size={14} aria-hidden />}
            why={start.reason}
            onClick={() => setAsking('parameters')}
          >
            Run with parameters
          </Entry>
          <Menu.Divider />
          <Entry
            icon={<IconPencil size={14} aria-hidden />}
            why={manage.reason}
            onClick={() => go(paths.editJob(job.id))}
          >
            Edit
          </Entry>
          <Entry
            icon={<IconCopy size={14} aria-hidden />}
            why={manage.reason}
            onClick={() => duplicate.mutate({ path, body: {} })}
          >
            Duplicate
          </Entry>
          {job.state === 'disabled' ? null : (
            <Entry
              icon={<IconPower size={14} aria-hidden />}
              why={manage.reason}
              onClick={() => disable.mutate({ path })}
            >
              Disable
            </Entry>
          )}
          <Menu.Divider />
          <Entry
            icon={<IconTrash size={14} aria-hidden />}
            why={
              manage.reason ??
              (job.platform ? 'It belongs to the product: disable it instead of deleting it.' : null)
            }
            danger
            onClick={() => setAsking('delete')}
          >
            Delete
          </Entry>
        </Menu.Dropdown>
      </Menu>
      {asking === 'parameters' ? <RunWithParameters job={job} onClose={close} /> : null}
      {asking === 'delete' ? <DeleteJob job={job} onClose={close} /> : null}
    </>
  );
}

/** What cannot be done stays reachable and says why. */
function Entry({
  icon,
  why,
  danger = false,
  onClick,
  children,
}: {
  icon: React.ReactNode;
  why: string | null;
  danger?: boolean;
  onClick: () => void;
  children: string;
}) {
  const item = (
    <Menu.Item
      leftSection={icon}
      {...(danger ? { color: 'var(--mantine-color-error)' } : {})}
      aria-disabled={why !== null || undefined}
      closeMenuOnClick={why === null}
      style={why === null ? undefined : { opacity: 0.55, cursor: 'not-allowed' }}
      onClick={() => {
        if (why === null) onClick();
      }}
    >
      {children}
    </Menu.Item>
  );
  return why === null ? (
    item
  ) : (
    <Tooltip label={why} position="left">
      {item}
    </Tooltip>
  );
}
