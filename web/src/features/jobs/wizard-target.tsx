import { TextInput } from '@mantine/core';
import { Section } from '../../ui/page.tsx';
import { SchemaForm } from './schema-form.tsx';
import classes from './wizard.module.css';
import { type Draft, problemAt } from './wizard-draft.ts';
import type { JobType } from './wizard-type.tsx';

export type StepParts = {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  problems: Record<string, string>;
  platform: boolean;
};

/** How it is called, and what it works on: a form made from the parameters of its type. */
export function TargetStep({
  draft,
  change,
  problems,
  platform,
  type,
}: StepParts & { type: JobType | null }) {
  return (
    <>
      <Section title="Name">
        <div className={classes.fields}>
          <TextInput
            label="Name"
            description={
              platform
                ? 'A job of the product keeps its name, its target and its schedule. Make a job of your own to change those.'
                : 'How lists, notices and the audit log call it. No other job may have it.'
            }
            required
            readOnly={platform}
            maxLength={120}
            placeholder={type === null ? undefined : `${type.title}, production`}
            value={draft.name}
            error={problemAt(problems, 'name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
        </div>
      </Section>
      {platform ? null : (
        <Section title="Target">
          <SchemaForm
            // The rows of a form that another type had would otherwise stay.
            key={draft.type}
            schema={type?.parameters}
            values={draft.configuration}
            onChange={(configuration) => change({ configuration })}
            problems={problems}
          />
        </Section>
      )}
    </>
  );
}
