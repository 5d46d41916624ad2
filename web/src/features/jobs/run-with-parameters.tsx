import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Body, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { useGo } from '../../ui/link.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import type { Job } from './job-actions.tsx';
import { schemaFields, withoutEmpty } from './schema-fields.ts';
import { SchemaForm } from './schema-form.tsx';

/** One run with other parameters than the stored ones; the job itself stays as it is. */
export function RunWithParameters({ job, onClose }: { job: Job; onClose: () => void }) {
  const go = useGo();
  const types = useQuery(read('listJobTypes'));
  const [values, setValues] = useState<Record<string, unknown>>(job.configuration);
  const run = useAct('triggerJob', {
    refreshes: ['listJobs', 'getJob', 'listExecutions', 'getStatus'],
    done: (answer) => answer.message,
    after: (answer) => {
      onClose();
      go(paths.execution(answer.execution_id));
    },
    quietOn: [400, 422],
  });
  const schema = types.data?.data.find((type) => type.type === job.type)?.parameters;
  const names = schemaFields(schema).map((field) => field.name);
  return (
    <Confirm
      opened
      title={`Run ${job.name} now`}
      act="Run now"
      busy={run.isPending}
      disabled={types.data === undefined}
      onClose={onClose}
      onConfirm={() =>
        run.mutate({ path: { id: String(job.id) }, body: withoutEmpty(values) as Body<'triggerJob'> })
      }
    >
      {types.data === undefined ? (
        types.isError ? (
          <ErrorNotice error={types.error} retry={() => void types.refetch()} />
        ) : (
          <BlockSkeleton height={90} />
        )
      ) : (
        <>
          <p className="dim">
            These hold for this run only.
            {job.acts ? ' It makes a plan first, and changes nothing before that plan is approved.' : ''}
          </p>
          <SchemaForm
            schema={schema}
            values={values}
            onChange={setValues}
            problems={fieldProblems(run.error)}
            prefixes={['', 'body.', 'configuration.', 'parameters.']}
          />
          <FormProblem
            error={run.error}
            fields={names.flatMap((name) => [name, `body.${name}`, `configuration.${name}`])}
          />
        </>
      )}
    </Confirm>
  );
}
