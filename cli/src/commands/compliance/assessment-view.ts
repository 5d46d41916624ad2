import type { Context } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { numberFields } from './numbers.ts';

type Api = Awaited<ReturnType<Context['api']>>;

const assessmentKeys = [
  'id',
  'framework_id',
  'framework_version',
  'as_of',
  'started_at',
  'passed',
  'evaluated',
  'total',
  'score',
  'failed',
  'unknown',
  'excepted',
  'not_applicable',
  'manual',
  'attested',
  'not_automated',
  'newly_failing',
  'newly_passing',
  'still_failing',
  'categories',
  'providers',
] as const;

/** The newest assessment of a framework version, or the one that is asked for. */
export async function printAssessment(
  context: Context,
  api: Api,
  wanted: { framework: string; version?: string | undefined } | { id: number },
): Promise<number> {
  const id = 'id' in wanted ? wanted.id : await newestOf(api, wanted);
  const view = await api.call('getAssessment', { path: { id } });
  await context.print.record(view, {
    keys: [...assessmentKeys],
    text: () =>
      context.print.fields([
        ['Assessment', `${view.id}: ${view.framework_title} ${view.framework_version}`],
        ['Of', view.as_of ?? view.started_at],
        ...numberFields(view),
        ['Newly failing', view.newly_failing.length === 0 ? null : view.newly_failing.join(', ')],
        ['Newly passing', view.newly_passing.length === 0 ? null : view.newly_passing.join(', ')],
      ]),
  });
  context.closing(
    `infraudit compliance results ${view.id} · ${api.web(`/compliance/assessments/${view.id}`)}`,
  );
  return 0;
}

async function newestOf(
  api: Api,
  { framework, version }: { framework: string; version?: string | undefined },
): Promise<number> {
  const { data } = await api.call('listAssessments', {
    query: { framework_id: framework, ...(version === undefined ? {} : { version }), per_page: 1 },
  });
  const [newest] = data;
  if (newest !== undefined) return newest.id;
  throw new CliError(`${framework} was not assessed yet`, {
    fix: `Enable it: infraudit compliance enable ${framework}`,
  });
}
