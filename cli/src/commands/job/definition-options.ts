import type { Body } from '@infraudit/api-client';
import type { Api } from '../../api.ts';
import { choice, count, type OptionDefinition, pairs, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { blackoutOf, dependenciesOf, secondsOf, timingOf } from './definition-words.ts';
import { membersOf } from './members.ts';

/** A length of time: `90s`, `15m`, `2h`, `1d`, or seconds. */
const span = (flags: string, description: string): OptionDefinition<number | undefined> => ({
  flags,
  description,
  read: (raw) => (typeof raw === 'string' ? secondsOf(/--[\w-]+/.exec(flags)?.[0] ?? flags, raw) : undefined),
});

/** What job create and job edit take. */
export const definitionOptions = {
  name: text('--name <name>', 'Name, unique in the organisation'),
  schedule: text(
    '--schedule <schedule>',
    'A cron expression, or daily 06:30, weekly mon 07:00, monthly 31 07:00',
  ),
  timeZone: text('--time-zone <zone>', 'IANA time zone of the schedule (that of the organisation)'),
  param: pairs('--param <name=value>', 'What the type takes, see job types; repeat it for more'),
  approver: text(
    '--approver <who>',
    'Address of who approves each run, for jobs that change connected systems',
    {
      completes: 'member',
    },
  ),
  missed: choice('--missed <policy>', 'Instants that nobody saw in time', ['skip', 'latest', 'all']),
  maximumLateness: span('--maximum-lateness <span>', 'How late a missed run may still begin: 90s, 15m, 2h'),
  overlap: choice('--overlap <policy>', 'When the run before is still open', [
    'skip',
    'queue',
    'cancel_running',
    'allow',
  ]),
  clockGap: choice('--clock-gap <policy>', 'A time that a clock change leaves out', ['run_after', 'skip']),
  clockOverlap: choice('--clock-overlap <policy>', 'A time that a clock change repeats', [
    'first',
    'second',
    'both',
  ]),
  jitter: span('--jitter <span>', 'Begin up to this much later, always the same for one instant'),
  timeout: text(
    '--timeout <span>',
    'Time limit of a run: 90s, 15m, 2h; default for that of the installation',
  ),
  retries: count('--retries <number>', 'Further attempts after a failure', { from: 0, to: 10 }),
  retryBackoff: span('--retry-backoff <span>', 'Before the first of them; it doubles each time'),
  dependsOn: text(
    '--depends-on <jobs>',
    'Ids of jobs that must have succeeded, and how recently: 3:24h,5:1h; none for no job',
  ),
  blackout: text(
    '--blackout <windows>',
    'No runs then: "mon-fri 09:00-17:00; 2026-12-24T00:00Z/2026-12-27T00:00Z"; none for no window',
  ),
};

type Given = { [K in keyof typeof definitionOptions]: ReturnType<(typeof definitionOptions)[K]['read']> };
type Fields = Omit<Body<'updateJob'>, 'version'>;

/** The fields of the API that the options ask for. Names of people and jobs are looked up. */
export async function definitionFields(
  api: Api,
  given: Given,
  before: { retry: { attempts: number; backoff_seconds: number }; configuration: Record<string, unknown> },
): Promise<Fields> {
  const { approver, retries, retryBackoff, param, timeout } = given;
  const retry =
    retries === undefined && retryBackoff === undefined
      ? undefined
      : {
          attempts: retries ?? before.retry.attempts,
          backoff_seconds: retryBackoff ?? before.retry.backoff_seconds,
        };
  return onlyGiven({
    name: given.name,
    timing: given.schedule === undefined ? undefined : timingOf(given.schedule),
    time_zone: given.timeZone,
    configuration:
      param === undefined
        ? undefined
        : (onlyKept({ ...before.configuration, ...param }) as NonNullable<Fields['configuration']>),
    approver_id: approver === undefined ? undefined : await oneMember(api, approver),
    missed_policy: given.missed,
    maximum_lateness_seconds: given.maximumLateness,
    overlap_policy: given.overlap,
    gap: given.clockGap,
    overlap_at_clock_change: given.clockOverlap,
    jitter_seconds: given.jitter,
    timeout_seconds:
      timeout === undefined ? undefined : timeout === 'default' ? null : secondsOf('--timeout', timeout),
    retry,
    depends_on: given.dependsOn === undefined ? undefined : dependenciesOf(given.dependsOn),
    blackout: given.blackout === undefined ? undefined : blackoutOf(given.blackout),
  });
}

/** `--param name=` takes the parameter away. */
const onlyKept = (all: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));

async function oneMember(api: Api, named: string): Promise<number> {
  const ids = await membersOf(api, '--approver', named);
  const [id] = ids;
  if (ids.length !== 1 || id === undefined) throw usage('--approver takes one person');
  return id;
}
