import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { count } from '../../ui/words.ts';
import classes from './compliance.module.css';
import type { ControlDetail } from './compliance-words.ts';
import { Verdict } from './status.tsx';

const order = ['pass', 'fail', 'unknown', 'not_applicable'] as const;

/** The cases by which the control is tested: what it must answer for which configuration. */
export function ControlExamples({ control }: { control: ControlDetail }) {
  const groups = order.map((status) => ({ status, cases: control.examples[status] ?? [] }));
  const total = groups.reduce((sum, { cases }) => sum + cases.length, 0);
  if (total === 0) {
    return (
      <Empty title="No cases here">
        {control.custom ? 'The tests of a custom control are shown where it is edited.' : ''}
      </Empty>
    );
  }
  return (
    <Section
      title="What it must answer"
      aside={<span className="dim">{count(total, 'case')}, tested with each version</span>}
    >
      <div className={layout.stack}>
        {groups.map(({ status, cases }) =>
          cases.length === 0 ? null : (
            <div key={status} className={classes.cases}>
              <div>
                <Verdict status={status} />
              </div>
              {cases.map(({ title, configuration }) => (
                <details key={title}>
                  <summary>{title}</summary>
                  <pre className={layout.code}>{JSON.stringify(configuration, null, 2)}</pre>
                </details>
              ))}
            </div>
          ),
        )}
      </div>
    </Section>
  );
}
