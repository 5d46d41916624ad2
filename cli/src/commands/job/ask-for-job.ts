import type { Api } from '../../api.ts';
import { parsedValue } from '../../command.ts';
import type { Context } from '../../context.ts';
import { onlyGiven } from '../../given.ts';
import { timingOf } from './definition-words.ts';

type Given = {
  type: string | undefined;
  name: string | undefined;
  schedule: string | undefined;
  timeZone: string | undefined;
  param: Record<string, unknown> | undefined;
  approver: string | undefined;
};
type Asked = {
  type: string;
  name: string;
  schedule: string;
  param?: Record<string, unknown>;
  approver?: string;
};

const ownExpression = 'another';

/** Asks a person for what is missing: type, name, schedule, needed parameters, approver. */
export async function askForJob(context: Context, api: Api, given: Given): Promise<Asked> {
  const { ask, askChoice } = await import('../../prompts.ts');
  const { data: types } = await api.call('listJobTypes');
  const type =
    given.type ??
    (await askChoice(
      'What is it to do?',
      types
        .filter(({ creatable }) => creatable)
        .map((each) => ({ value: each.type, label: each.title, hint: each.description })),
    ));
  const jobType = types.find((each) => each.type === type || each.aliases.includes(type));
  // The job of the platform has the title of its type already.
  const title = jobType?.title ?? type;
  const name =
    given.name ??
    (await ask('Name', jobType?.platform ? { hint: `${title} of production` } : { initial: title }));

  const param = { ...given.param };
  const schema = jobType?.parameters as
    | { required?: string[]; properties?: Record<string, { description?: string }> }
    | undefined;
  for (const needed of schema?.required ?? []) {
    const hint = schema?.properties?.[needed]?.description;
    if (!(needed in param)) param[needed] = parsedValue(await ask(needed, onlyGiven({ hint })));
  }

  let { schedule } = given;
  if (schedule === undefined) {
    const presets = (jobType?.presets ?? []).map(({ label, timing }) => ({
      value: timing.kind === 'cron' ? timing.expression : wordsOf(timing),
      label,
    }));
    const chosen = await askChoice('When?', [
      ...presets,
      { value: ownExpression, label: 'Another schedule', hint: 'cron, daily 06:30, weekly mon 07:00' },
    ]);
    schedule = chosen === ownExpression ? await askSchedule(context, api, given.timeZone) : chosen;
  }

  const needsApprover = jobType?.acts === true && given.approver === undefined;
  const approver = needsApprover ? await askApprover(api) : given.approver;
  return {
    type,
    name,
    schedule,
    ...(Object.keys(param).length === 0 ? {} : { param }),
    ...onlyGiven({ approver }),
  };
}

type Timing = ReturnType<typeof timingOf>;
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function wordsOf(timing: Exclude<Timing, { kind: 'cron' }>): string {
  if (timing.kind === 'daily') return `daily ${timing.at}`;
  if (timing.kind === 'weekly') return `weekly ${days[timing.weekday]} ${timing.at}`;
  return `monthly ${timing.day} ${timing.at}`;
}

/** Shows what was understood and the next runs, and asks again until it is right. */
async function askSchedule(context: Context, api: Api, timeZone: string | undefined): Promise<string> {
  const { ask, askYes } = await import('../../prompts.ts');
  for (;;) {
    const schedule = await ask('Schedule', {
      hint: 'daily 06:30, weekly mon 07:00, monthly 31 07:00, 0 */6 * * *',
    });
    const preview = await api.call('previewSchedule', {
      body: { timing: timingOf(schedule), count: 3, ...onlyGiven({ time_zone: timeZone }) },
    });
    if (preview.problem !== null) {
      context.warn(preview.problem);
      continue;
    }
    context.note(`${preview.words}: ${preview.runs.map(({ local }) => local).join(', ')}`);
    if (await askYes('Is that right?')) return schedule;
  }
}

async function askApprover(api: Api): Promise<string> {
  const { askChoice } = await import('../../prompts.ts');
  const { members } = await api.call('getTeam');
  const able = members.filter(({ role }) => ['owner', 'admin', 'approver'].includes(role));
  return await askChoice(
    'Who approves each run? It cannot be you.',
    able.map(({ email, role }) => ({ value: email, label: email, hint: role })),
  );
}
