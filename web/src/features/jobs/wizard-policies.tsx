import { NumberInput, Select } from '@mantine/core';
import {
  type Choice,
  choiceOf,
  gapChoices,
  missedChoices,
  overlapChoices,
  repeatChoices,
} from './job-words.ts';
import classes from './wizard.module.css';
import { type Draft, problemAt } from './wizard-draft.ts';
import type { StepParts } from './wizard-target.tsx';
import { Blackouts, Dependencies } from './wizard-windows.tsx';

/** The rest of the definition. Everything has a default that suits most jobs, and a line that says what it does. */
export function Policies(parts: StepParts & { jobId: number | null }) {
  const { draft, change, problems, platform } = parts;
  const policy = <Name extends keyof Draft>(name: Name, label: string, choices: Choice[]) => (
    <Select
      label={label}
      description={choiceOf(choices, String(draft[name]))?.words}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      allowDeselect={false}
      data={choices.map(({ value, label: title }) => ({ value, label: title }))}
      value={String(draft[name])}
      error={problemAt(problems, name)}
      onChange={(value) => {
        if (value !== null) change({ [name]: value } as Partial<Draft>);
      }}
    />
  );
  const amount = (
    label: string,
    description: string,
    value: number | '',
    name: string,
    put: (value: number | null) => void,
    limits: { min: number; max: number; suffix: string },
  ) => (
    <NumberInput
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      allowDecimal={false}
      clampBehavior="none"
      thousandSeparator=","
      min={limits.min}
      suffix={limits.suffix}
      error={problemAt(problems, name)}
      onChange={(next) => put(typeof next === 'number' ? next : null)}
    />
  );
  return (
    <details className={classes.advanced} open={problemsInside(problems) || undefined}>
      <summary>Advanced: missed runs, overlaps, clock changes, limits, windows</summary>
      <div>
        {policy('missed_policy', 'Missed instants', missedChoices)}
        {amount(
          'Latest begin',
          'Later than this after it was due, a run is skipped. Seconds; 3,600 is one hour.',
          draft.maximum_lateness_seconds,
          'maximum_lateness_seconds',
          (value) => change({ maximum_lateness_seconds: value ?? 0 }),
          { min: 0, max: 31_622_400, suffix: ' s' },
        )}
        {policy('overlap_policy', 'While a run is open', overlapChoices)}
        {platform ? null : policy('gap', 'When the clocks go forward', gapChoices)}
        {platform ? null : policy('overlap_at_clock_change', 'When the clocks go back', repeatChoices)}
        {amount(
          'Spread',
          'Each run begins up to this much later, always the same for one instant, so that jobs do not begin together.',
          draft.jitter_seconds,
          'jitter_seconds',
          (value) => change({ jitter_seconds: value ?? 0 }),
          { min: 0, max: 3600, suffix: ' s' },
        )}
        {amount(
          'Time limit',
          'A run that takes longer is stopped. Empty: the limit of the installation.',
          draft.timeout_seconds ?? '',
          'timeout_seconds',
          (value) => change({ timeout_seconds: value }),
          { min: 1, max: 86_400, suffix: ' s' },
        )}
        {amount(
          'Further attempts after a failure',
          'What has written to a connected system is never repeated by itself.',
          draft.retry.attempts,
          'retry.attempts',
          (value) => change({ retry: { ...draft.retry, attempts: value ?? 0 } }),
          { min: 0, max: 10, suffix: '' },
        )}
        {draft.retry.attempts === 0
          ? null
          : amount(
              'Wait before the first',
              'It doubles with each further attempt.',
              draft.retry.backoff_seconds,
              'retry.backoff_seconds',
              (value) => change({ retry: { ...draft.retry, backoff_seconds: value ?? 60 } }),
              { min: 1, max: 86_400, suffix: ' s' },
            )}
        <Blackouts {...parts} />
        <Dependencies {...parts} />
      </div>
    </details>
  );
}

const outside = /^(name|type|configuration|approver_id|timing|schedule|time_zone|version)(\.|$)/;

function problemsInside(problems: Record<string, string>): boolean {
  return Object.keys(problems).some((path) => path !== '' && !outside.test(path));
}
