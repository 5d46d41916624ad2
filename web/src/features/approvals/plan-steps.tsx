import { Button } from '@mantine/core';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { Identifier } from '../../ui/identifier.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { PlanDiff } from '../../ui/plan-diff.tsx';
import { count } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import type { ApprovalDetail } from './approval-page.tsx';
import classes from './approvals.module.css';

const shownAtFirst = 25;

/** The plan as one reads a diff: what is called, on what, and what is different afterwards. */
export function PlanSteps({ approval }: { approval: ApprovalDetail }) {
  const [all, setAll] = useState(false);
  const typeTitle = useResourceTypes();
  const { steps } = approval.plan;
  const shown = all ? steps : steps.slice(0, shownAtFirst);
  return (
    <Section title="The plan" padded={false} aside={<span className="dim">{approval.plan.summary}</span>}>
      <ol className={classes.steps}>
        {shown.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a plan never changes; its order is what is approved
          <li key={index}>
            <div className={classes.stepHead}>
              <span className={classes.position}>{index + 1}</span>
              <div className={classes.stepWords}>
                <strong>{step.summary}</strong>
                <span className={classes.where}>
                  <span className="mono">{step.call}</span>
                  <Link href={paths.resource(step.target.id)}>{step.target.name}</Link>
                  <span>{typeTitle(step.target.resourceType)}</span>
                  <span className="mono">{step.target.region}</span>
                  <Identifier value={step.target.externalId} length={48} />
                </span>
                {step.reason === undefined ? null : <p className={classes.reason}>{step.reason}</p>}
              </div>
            </div>
            <PlanDiff before={step.before} after={step.after} label={`Before and after: ${step.summary}`} />
          </li>
        ))}
      </ol>
      {shown.length < steps.length ? (
        <div className={classes.rest}>
          <Button size="compact" variant="default" onClick={() => setAll(true)}>
            Show all {count(steps.length, 'change')}
          </Button>
          <span className="dim">Read them all: one decision is about all of them.</span>
        </div>
      ) : null}
    </Section>
  );
}
