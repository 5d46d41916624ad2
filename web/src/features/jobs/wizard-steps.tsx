import { IconCheck, IconExclamationMark } from '@tabler/icons-react';
import classes from './wizard.module.css';
import type { StepId } from './wizard-draft.ts';

export type StepView = {
  id: StepId;
  title: string;
  said: string;
  open: boolean;
  state: 'done' | 'open' | 'problem';
};

export function Steps({
  steps,
  active,
  onShow,
}: {
  steps: StepView[];
  active: StepId;
  onShow: (id: StepId) => void;
}) {
  return (
    <nav aria-label="Steps">
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <li key={step.id}>
            <button
              type="button"
              className={classes.step}
              data-state={step.state}
              aria-current={step.id === active ? 'step' : undefined}
              aria-disabled={!step.open || undefined}
              onClick={() => {
                if (step.open) onShow(step.id);
              }}
            >
              <span className={classes.mark} aria-hidden="true">
                {step.state === 'problem' ? (
                  <IconExclamationMark size={13} />
                ) : step.state === 'done' && step.id !== active ? (
                  <IconCheck size={13} />
                ) : (
                  index + 1
                )}
              </span>
              {step.title}
              {step.state === 'problem' ? <span className="visually-hidden">, has a problem</span> : null}
              {step.said === '' ? null : <span className={classes.said}>{step.said}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
