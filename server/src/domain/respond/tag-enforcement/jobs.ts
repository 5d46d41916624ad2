import { AppError, notFound } from '../../../core/errors.ts';
import type { PlanStep } from '../../../core/plan.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { defineJob, type JobRun, type JobType } from '../../govern/jobs/index.ts';
import {
  connectStored,
  listProviders,
  openStoredWriter,
  type ProviderRow,
  type ProvidersDeps,
} from '../../observe/providers/index.ts';
import { type TagParameters, tagParameters } from './parameters.ts';
import { prepareTags } from './prepare.ts';
import { changeOf, reverseStep, stateOf } from './steps.ts';

/** Adds the tags that an organisation requires where they are missing. Never changes a value that is there. */
export function tagEnforcementJob(deps: ProvidersDeps): JobType {
  return defineJob<TagParameters>({
    type: 'tag_enforcement',
    title: 'Tag enforcement',
    description:
      'Adds required tags to resources that lack them, after each plan was approved. A tag that is there keeps its value.',
    aliases: ['tags', 'tag-enforcement'],
    scheduleVariable: null,
    parameters: tagParameters,
    async check(tx, parameters) {
      const row = await requireProvider(tx, parameters.provider_id);
      checkTags(deps, row, parameters);
    },
    async unavailable(tx, { provider_id: id }) {
      const row = (await listProviders(tx)).find((provider) => provider.id === id);
      if (row === undefined) return `provider ${id} does not exist`;
      return row.disconnected_at === null ? null : `${row.name} is disconnected`;
    },
    actions: {
      async prepare(job) {
        const { provider_id: id } = job.parameters;
        const { row, provider, session } = await connectStored(deps, job.scope, id, job.signal);
        try {
          const { tagRules: rules, title } = provider;
          if (rules === undefined) {
            const message = `this version does not change tags of ${title}`;
            return { status: 'failed', code: 'unsupported', message };
          }
          return await prepareTags({ job, row, title, session, rules });
        } finally {
          session.close();
        }
      },
      inspect: (job, steps) => inspect(deps, job, steps),
      async apply(job, step) {
        const writer = await openStoredWriter(deps, job.scope, step.target.providerId, job.signal);
        try {
          await writer.changeTags(targetOf(step), changeOf(step.after), job.signal);
        } finally {
          writer.close();
        }
      },
      undo: reverseStep,
    },
  });
}

const targetOf = ({ target }: PlanStep) => ({ ...target, type: target.resourceType });

async function inspect(deps: ProvidersDeps, job: JobRun<TagParameters>, steps: PlanStep[]) {
  if (steps.length === 0) return [];
  const { session } = await connectStored(deps, job.scope, job.parameters.provider_id, job.signal);
  try {
    const readings = (await session.readTags?.(steps.map(targetOf), job.signal)) ?? [];
    return steps.map((step, index) => {
      const reading = readings[index];
      if (reading?.state === 'read') return stateOf(step, reading.tags);
      if (reading?.state === 'gone') return { gone: true };
      throw new AppError(
        'upstream_failed',
        `the tags of ${step.target.name} cannot be read: ${reading?.message ?? 'no answer'}`,
      );
    });
  } finally {
    session.close();
  }
}

async function requireProvider(tx: Tx, id: number): Promise<ProviderRow> {
  const row = (await listProviders(tx)).find((provider) => provider.id === id);
  if (row === undefined) throw notFound('provider');
  return row;
}

function checkTags(
  deps: ProvidersDeps,
  row: ProviderRow,
  { tags, resource_types: types }: TagParameters,
): void {
  const provider = deps.providers.get(row.type);
  const known = new Set(provider?.resourceTypes.map(({ type }) => type));
  const details = [
    ...Object.entries(tags).flatMap(([key, value]) => {
      const message = provider?.tagRules?.tagProblem(key, value) ?? null;
      return message === null ? [] : [{ path: `tags.${key}`, message }];
    }),
    ...(types ?? []).flatMap((type, index) =>
      known.has(type) ? [] : [{ path: `resource_types.${index}`, message: `${type} is no type of resource` }],
    ),
  ];
  const [first] = details;
  if (first !== undefined)
    throw new AppError('invalid_input', `${first.path}: ${first.message}`, { details });
}
