import type { Plan, PlanStep } from '../../../core/plan.ts';
import type { ProviderSession } from '../../../plugin-kit/define-provider.ts';
import type { TagReading, TagRules } from '../../../plugin-kit/define-writer.ts';
import type { JobOutcome, JobRun } from '../../govern/jobs/index.ts';
import { countWithoutTags, pageWithoutTags, type UntaggedResource } from '../../observe/inventory/index.ts';
import type { ProviderRow } from '../../observe/providers/index.ts';
import type { TagParameters } from './parameters.ts';
import { addStep, changeOf, missingTags } from './steps.ts';

const pageSize = 100;
const commandsShown = 20;

type Looking = {
  job: JobRun<TagParameters>;
  row: ProviderRow;
  title: string;
  session: ProviderSession;
  rules: TagRules;
};

/**
 * The inventory says where tags may be missing; the vendor is asked again for each, so that the plan is about
 * what is there now. What cannot be read or changed is named in the log and counted, never left out in silence.
 */
export async function prepareTags(looking: Looking): Promise<Plan | JobOutcome> {
  const { job, row, title } = looking;
  const { tags, limit } = job.parameters;
  const filter = {
    providerId: row.id,
    keys: Object.keys(tags),
    types: job.parameters.resource_types,
    regions: job.parameters.regions,
  };
  const candidates = await job.db.within(job.scope, (tx) => countWithoutTags(tx, filter));
  job.report.count('without_tags', candidates);
  const steps: PlanStep[] = [];
  const unsupported = new Map<string, number>();
  let looked = 0;
  for (let after = 0; steps.length < limit; ) {
    job.signal.throwIfAborted();
    const page = await job.db.within(job.scope, (tx) => pageWithoutTags(tx, filter, after, pageSize));
    if (page.length === 0) break;
    after = page.at(-1)?.id ?? after;
    looked += page.length;
    job.report.progress('reading the tags that are there now', looked, candidates);
    steps.push(...(await stepsOfPage(looking, page, unsupported)));
  }
  for (const [problem, count] of unsupported) job.report.log('warn', `not supported: ${count} ${problem}`);
  job.report.count(
    'not_supported',
    [...unsupported.values()].reduce((sum, count) => sum + count, 0),
  );

  const left = steps.length - limit + (candidates - looked);
  const rest = left > 0 ? `; up to ${left} more resources are left for the next run` : '';
  const planned = steps.slice(0, limit);
  const targetSystem = `${title} account ${row.account_id} (${row.name})`;
  const summary =
    planned.length === 0
      ? `no resource that could be read lacks ${Object.keys(tags).join(', ')}`
      : `add missing tags to ${planned.length} ${planned.length === 1 ? 'resource' : 'resources'}${rest}`;
  if (planned.length > 0 && row.write_principal === null) return withoutWriteAccess(looking, planned);
  return { summary, targetSystem, steps: planned };
}

async function stepsOfPage(
  { job, row, session, rules }: Looking,
  page: UntaggedResource[],
  unsupported: Map<string, number>,
): Promise<PlanStep[]> {
  const supported = page.filter((resource) => {
    const problem = rules.problemOf(resource);
    if (problem === null) return true;
    const key = `${resource.type}: ${problem}`;
    unsupported.set(key, (unsupported.get(key) ?? 0) + 1);
    return false;
  });
  const readings = (await session.readTags?.(supported, job.signal)) ?? [];
  return supported.flatMap((resource, index) => {
    const present = tagsOrNull(job, resource, readings[index]);
    if (present === null) return [];
    const missing = missingTags(job.parameters.tags, present, rules.ignoresCase(resource.type));
    if (Object.keys(missing).length === 0) return [];
    if (Object.keys(present).length + Object.keys(missing).length > rules.mostTags) {
      job.report.log('warn', `${resource.name}: would have more than ${rules.mostTags} tags; left as it is`);
      return [];
    }
    return [addStep(resource, row.id, missing, rules)];
  });
}

function tagsOrNull(
  job: JobRun<TagParameters>,
  resource: UntaggedResource,
  reading: TagReading | undefined,
): Record<string, string> | null {
  if (reading?.state === 'read') return reading.tags;
  if (reading?.state === 'gone') job.report.log('info', `${resource.name}: is not there any more`);
  else {
    job.report.count('unreadable');
    job.report.log('warn', `${resource.name}: its tags cannot be read: ${reading?.message ?? 'no answer'}`);
  }
  return null;
}

/** Says what would be done, what to grant so that it can be, and how a person does it without. */
function withoutWriteAccess({ job, row, rules }: Looking, steps: PlanStep[]): JobOutcome {
  const targets = steps.map(({ target }) => ({ ...target, type: target.resourceType }));
  const permissions = rules.permissions(targets);
  job.report.log('warn', `to apply this, store credentials for writing that may: ${permissions.join(', ')}`);
  job.report.log('info', 'or make the changes by hand:');
  for (const [index, step] of steps.slice(0, commandsShown).entries()) {
    const target = targets[index];
    if (target !== undefined) job.report.log('info', rules.byHand(target, changeOf(step.after)));
  }
  if (steps.length > commandsShown)
    job.report.log('info', `and ${steps.length - commandsShown} more, which the next run names`);
  job.report.count('planned', steps.length);
  return {
    status: 'skipped',
    code: 'write_access_missing',
    message:
      `${steps.length} changes are needed, but ${row.name} has no credentials for writing; ` +
      `grant ${permissions.join(', ')}, or see the log for the commands`,
  };
}
