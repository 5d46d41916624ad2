import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type Body, isProblem, read } from '../../app/api.ts';
import { useProfile } from '../../app/session.ts';
import { fieldProblems } from '../../ui/form-problems.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { isDeepEqual } from './deep-equal.ts';
import { weekdays } from './job-words.ts';
import { NextRuns } from './next-runs.tsx';
import classes from './wizard.module.css';
import { problemAt, type Timing } from './wizard-draft.ts';
import { Policies } from './wizard-policies.tsx';
import type { StepParts } from './wizard-target.tsx';
import type { JobType } from './wizard-type.tsx';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** When it runs; beside it, while one types, what that means. */
export function ScheduleStep(parts: StepParts & { type: JobType | null; jobId: number | null }) {
  const { draft, change, problems, platform, type } = parts;
  return (
    <>
      <div className={classes.two}>
        <Section title="Schedule">
          {platform ? (
            <p className="dim">
              A job of the product takes its schedule from the environment of the server. Change it there, or
              make a job of your own.
            </p>
          ) : (
            <div className={classes.fields}>
              <TimingFields
                timing={draft.timing}
                error={problemAt(problems, 'timing', 'schedule')}
                onChange={(timing) => change({ timing })}
              />
              {(type?.presets.length ?? 0) === 0 ? null : (
                <div>
                  <p className={classes.label}>Often used</p>
                  <div className={classes.presets}>
                    {type?.presets.map((preset) => (
                      <Button
                        key={preset.label}
                        size="compact"
                        variant="default"
                        aria-pressed={isDeepEqual(preset.timing, draft.timing)}
                        onClick={() => change({ timing: preset.timing })}
                      >
                        {preset.label}
                      </Button>
                    ))}
                  </div>
                </div>
              )}
              <Select
                label="Time zone"
                description="Its clocks decide, also when they change."
                data={zones}
                searchable
                limit={60}
                allowDeselect={false}
                value={draft.time_zone}
                error={problemAt(problems, 'time_zone')}
                onChange={(zone) => change({ time_zone: zone ?? draft.time_zone })}
              />
            </div>
          )}
        </Section>
        <Preview draft={draft} />
      </div>
      <Policies {...parts} />
    </>
  );
}

function TimingFields({
  timing,
  error,
  onChange,
}: {
  timing: Timing;
  error: string | undefined;
  onChange: (timing: Timing) => void;
}) {
  const at = timing.kind === 'cron' ? '06:30' : timing.at;
  const kinds: Record<string, () => Timing> = {
    daily: () => ({ kind: 'daily', at }),
    weekly: () => ({ kind: 'weekly', weekday: 1, at }),
    monthly: () => ({ kind: 'monthly', day: 1, at }),
    cron: () => ({ kind: 'cron', expression: cronOf(timing) }),
  };
  return (
    <>
      <SegmentedControl
        aria-label="How often"
        value={timing.kind}
        data={[
          { value: 'daily', label: 'Daily' },
          { value: 'weekly', label: 'Weekly' },
          { value: 'monthly', label: 'Monthly' },
          { value: 'cron', label: 'Custom' },
        ]}
        onChange={(kind) => {
          const next = kinds[kind];
          if (next !== undefined && kind !== timing.kind) onChange(next());
        }}
      />
      {timing.kind === 'cron' ? (
        <TextInput
          label="Cron expression"
          description="Minute, hour, day of month, month, weekday; six fields when seconds lead."
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          required
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          placeholder="*/15 6-20 * * 1-5"
          value={timing.expression}
          error={error}
          onChange={(event) => onChange({ kind: 'cron', expression: event.currentTarget.value })}
        />
      ) : (
        <div className={classes.inline}>
          {timing.kind === 'weekly' ? (
            <Select
              label="Weekday"
              allowDeselect={false}
              w={150}
              data={weekdays.map((label, value) => ({ value: String(value), label }))}
              value={String(timing.weekday)}
              onChange={(value) => onChange({ ...timing, weekday: Number(value) })}
            />
          ) : null}
          {timing.kind === 'monthly' ? (
            <Select
              label="Day"
              allowDeselect={false}
              w={150}
              data={Array.from({ length: 31 }, (_, index) => ({
                value: String(index + 1),
                label: index === 30 ? '31, or the last' : String(index + 1),
              }))}
              value={String(timing.day)}
              onChange={(value) => onChange({ ...timing, day: Number(value) })}
            />
          ) : null}
          <TextInput
            type="time"
            label="Time"
            required
            w={130}
            value={timing.at}
            error={error}
            onChange={(event) => onChange({ ...timing, at: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}

/** The same times as a cron expression, so that changing over to it loses nothing. */
function cronOf(timing: Timing): string {
  if (timing.kind === 'cron') return timing.expression;
  const [hour = 6, minute = 30] = timing.at.split(':').map(Number);
  if (timing.kind === 'weekly') return `${minute} ${hour} * * ${timing.weekday}`;
  if (timing.kind === 'monthly') return `${minute} ${hour} ${timing.day === 31 ? 'L' : timing.day} * *`;
  return `${minute} ${hour} * * *`;
}

function Preview({ draft }: Pick<StepParts, 'draft'>) {
  const { organization } = useProfile();
  const asked: Body<'previewSchedule'> = {
    timing: draft.timing,
    time_zone: draft.time_zone,
    gap: draft.gap,
    overlap: draft.overlap_at_clock_change,
    count: 10,
  };
  const [settled] = useDebouncedValue(asked, 250);
  const preview = useQuery({ ...read('previewSchedule', { body: settled }), retry: false });
  const { data, error } = preview;
  // A half-typed expression is no failure of the page: it is said in the words of its field.
  const refused = isProblem(error, 400) || isProblem(error, 422);
  const problem = refused ? (Object.values(fieldProblems(error))[0] ?? null) : (data?.problem ?? null);
  return (
    <Section title="What this means" padded={false}>
      <div aria-live="polite" aria-busy={preview.isFetching}>
        {problem !== null ? (
          <p className={classes.words} data-problem>
            The schedule {problem}.
          </p>
        ) : error !== null && !refused ? (
          <div style={{ padding: 16 }}>
            <ErrorNotice error={error} retry={() => void preview.refetch()} />
          </div>
        ) : data === undefined ? (
          <div style={{ padding: 16 }}>
            <BlockSkeleton height={300} />
          </div>
        ) : (
          <>
            <p className={classes.words}>{data.words}</p>
            <NextRuns preview={data} asked={settled} organizationZone={organization.time_zone} />
          </>
        )}
      </div>
    </Section>
  );
}
