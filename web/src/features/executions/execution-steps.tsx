import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { StateBadge, type Tone } from '../../ui/badge.tsx';
import { Section } from '../../ui/page.tsx';
import { PlanDiff } from '../../ui/plan-diff.tsx';
import { count } from '../../ui/words.ts';
import { isDeepEqual } from '../jobs/deep-equal.ts';
import classes from './executions.module.css';

type Step = Answer<'getExecution'>['steps'][number];

const states: Record<Step['status'], [Tone, string]> = {
  planned: ['quiet', 'Planned'],
  writing: ['busy', 'Writing'],
  done: ['good', 'Done'],
  failed: ['bad', 'Failed'],
  not_started: ['quiet', 'Not started'],
};
const shownAtFirst = 20;

/** What an execution that acts planned, and what came of each step. */
export function ExecutionSteps({ steps }: { steps: Step[] }) {
  const [all, setAll] = useState(false);
  if (steps.length === 0) return null;
  const done = steps.filter((step) => step.status === 'done').length;
  const failed = steps.filter((step) => step.status === 'failed').length;
  const shown = all ? steps : steps.slice(0, shownAtFirst);
  return (
    <Section
      title="Steps"
      padded={false}
      aside={
        <span className="dim number">
          {done} of {steps.length} done{failed > 0 ? `, ${failed} failed` : ''}
        </span>
      }
    >
      <ol className={classes.steps}>
        {shown.map((step) => (
          <li key={step.position}>
            <OneStep step={step} />
          </li>
        ))}
      </ol>
      {shown.length < steps.length ? (
        <div className={classes.padded}>
          <Button size="compact" variant="default" onClick={() => setAll(true)}>
            Show all {count(steps.length, 'step')}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

function OneStep({ step }: { step: Step }) {
  const [tone, words] = states[step.status];
  const drifted = step.observed_before !== null && !isDeepEqual(step.observed_before, step.before);
  const differs = step.observed_after !== null && !isDeepEqual(step.observed_after, step.after);
  return (
    <>
      <div className={classes.stepHead}>
        <strong>{step.summary}</strong>
        <StateBadge tone={tone}>{words}</StateBadge>
      </div>
      <PlanDiff before={step.before} after={step.after} label={`Planned change: ${step.summary}`} />
      <p className={classes.observed} data-differs={drifted || differs || undefined}>
        <span className="mono">{step.call}</span>
        {step.status === 'done' && !differs && step.observed_after !== null ? ' · read back: as planned' : ''}
      </p>
      {drifted ? (
        <>
          <p className={classes.observed} data-differs>
            Before the write it was no longer as planned; nothing was written. Planned state and what was
            found:
          </p>
          <PlanDiff before={step.before} after={step.observed_before} label="Planned and found before" />
        </>
      ) : null}
      {differs ? (
        <>
          <p className={classes.observed} data-differs>
            Read back, it is not as planned. Planned state and what was found:
          </p>
          <PlanDiff before={step.after} after={step.observed_after} label="Planned and found after" />
        </>
      ) : null}
      {step.error === null ? null : (
        <p role="alert" className={classes.observed} style={{ color: 'var(--ia-bad)' }}>
          {step.error}
        </p>
      )}
    </>
  );
}
