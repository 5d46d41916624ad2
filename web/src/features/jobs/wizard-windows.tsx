import { ActionIcon, Button, Chip, NumberInput, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { instantOf, localText } from '../../ui/zone-time.ts';
import { weekdays } from './job-words.ts';
import classes from './wizard.module.css';
import { problemAt, type Window } from './wizard-draft.ts';
import type { StepParts } from './wizard-target.tsx';

/** Weekly and dated windows in which nothing begins. */
export function Blackouts({ draft, change, problems }: StepParts) {
  const put = (index: number, window: Window | null) =>
    change({
      blackout:
        window === null
          ? draft.blackout.filter((_, at) => at !== index)
          : draft.blackout.map((old, at) => (at === index ? window : old)),
    });
  const day = 86_400_000;
  return (
    <fieldset className={`${classes.group} ${classes.whole}`}>
      <legend>Windows without runs</legend>
      <p className="dim">
        An instant inside a window is skipped and recorded. Times are those of {draft.time_zone}.
      </p>
      {draft.blackout.map((window, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a window has no other identity while one types
        <div key={index} className={classes.inline}>
          {window.days === undefined ? (
            <Dated window={window} zone={draft.time_zone} onChange={(next) => put(index, next)} />
          ) : (
            <Weekly window={{ ...window, days: window.days }} onChange={(next) => put(index, next)} />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={`Remove window ${index + 1}`}
            onClick={() => put(index, null)}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {problemAt(problems, 'blackout') === undefined ? null : (
        <p role="alert" className={classes.error}>
          {problemAt(problems, 'blackout')}
        </p>
      )}
      <span className={classes.presets}>
        <Button
          size="compact"
          variant="default"
          onClick={() =>
            change({ blackout: [...draft.blackout, { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }] })
          }
        >
          Add a weekly window
        </Button>
        <Button
          size="compact"
          variant="default"
          onClick={() =>
            change({
              blackout: [
                ...draft.blackout,
                {
                  from: new Date(Date.now() + day).toISOString(),
                  to: new Date(Date.now() + 2 * day).toISOString(),
                },
              ],
            })
          }
        >
          Add a dated window
        </Button>
      </span>
    </fieldset>
  );
}

function Weekly({
  window,
  onChange,
}: {
  window: { days: number[]; from: string; to: string };
  onChange: (window: Window) => void;
}) {
  return (
    <>
      <Chip.Group
        multiple
        value={window.days.map(String)}
        onChange={(days) => onChange({ ...window, days: days.map(Number).sort((a, b) => a - b) })}
      >
        <div className={classes.presets}>
          {weekdays.map((name, day) => (
            <Chip key={name} size="xs" value={String(day)}>
              {name.slice(0, 3)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <TextInput
        type="time"
        aria-label="From"
        w={130}
        value={window.from}
        onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        aria-label="To"
        w={130}
        value={window.to}
        onChange={(event) => onChange({ ...window, to: event.currentTarget.value })}
      />
    </>
  );
}

function Dated({
  window,
  zone,
  onChange,
}: {
  window: Window;
  zone: string;
  onChange: (window: Window) => void;
}) {
  const field = (name: 'from' | 'to', label: string) => (
    <TextInput
      type="datetime-local"
      aria-label={label}
      w={200}
      value={localText(Date.parse(window[name]), zone)}
      onChange={(event) => {
        const instant = instantOf(event.currentTarget.value, zone);
        if (instant !== null) onChange({ ...window, [name]: new Date(instant).toISOString() });
      }}
    />
  );
  return (
    <>
      {field('from', 'From')}
      {field('to', 'To')}
    </>
  );
}

/** Jobs that must have succeeded before this one runs. */
export function Dependencies({ draft, change, problems, jobId }: StepParts & { jobId: number | null }) {
  const jobs = useQuery(read('listJobs', {}));
  const others = (jobs.data?.data ?? []).filter((job) => job.id !== jobId);
  const used = new Set(draft.depends_on.map((dependency) => dependency.job_id));
  const free = others.filter((job) => !used.has(job.id));
  return (
    <fieldset className={`${classes.group} ${classes.whole}`}>
      <legend>Waits for other jobs</legend>
      <p className="dim">Without a recent success of each of them, a run is skipped and recorded.</p>
      {draft.depends_on.map((dependency, index) => (
        <div key={dependency.job_id} className={classes.inline}>
          <Select
            aria-label={`Job ${index + 1}`}
            w={260}
            allowDeselect={false}
            data={others
              .filter((job) => job.id === dependency.job_id || !used.has(job.id))
              .map((job) => ({ value: String(job.id), label: job.name }))}
            value={String(dependency.job_id)}
            onChange={(value) =>
              change({
                depends_on: draft.depends_on.map((old, at) =>
                  at === index ? { ...old, job_id: Number(value) } : old,
                ),
              })
            }
          />
          <NumberInput
            aria-label="Within hours"
            w={150}
            min={1}
            allowDecimal={false}
            prefix="within "
            suffix=" h"
            value={Math.max(1, Math.round(dependency.within_seconds / 3600))}
            onChange={(hours) =>
              change({
                depends_on: draft.depends_on.map((old, at) =>
                  at === index ? { ...old, within_seconds: Number(hours) * 3600 } : old,
                ),
              })
            }
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={`Do not wait for job ${index + 1}`}
            onClick={() => change({ depends_on: draft.depends_on.filter((_, at) => at !== index) })}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {problemAt(problems, 'depends_on') === undefined ? null : (
        <p role="alert" className={classes.error}>
          {problemAt(problems, 'depends_on')}
        </p>
      )}
      <span>
        <Button
          size="compact"
          variant="default"
          disabled={free.length === 0}
          onClick={() => {
            const [first] = free;
            if (first !== undefined) {
              change({ depends_on: [...draft.depends_on, { job_id: first.id, within_seconds: 86_400 }] });
            }
          }}
        >
          Add a job to wait for
        </Button>
      </span>
    </fieldset>
  );
}
