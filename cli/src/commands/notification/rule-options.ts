import type { Body } from '@infraudit/api-client';
import { choice, choices, idOption, type OptionDefinition, text, textPairs } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { severities } from '../../output/paint.ts';
import { alertTypes } from '../alert/view.ts';

/** What a rule asks, and when it tells. */
export const conditionOptions = {
  severity: choice('--severity <severity>', 'This severity and worse', severities),
  type: choices('--type <type>', 'Only alerts of these types', alertTypes),
  event: text('--event <events>', 'Only these events, with commas between: job.failed, approval.*'),
  provider: idOption('--provider <id>', 'Only about this account', 'provider'),
  tag: textPairs('--tag <key=value>', 'Only resources with this tag, as often as needed; key= is any value'),
  control: text('--control <id>', 'Only where this control fails; aws-s3-* is all that begin so', {
    completes: 'control',
  }),
  quietHours: text('--quiet-hours <from-to>', 'Hold back between these times: 22:00-07:00; off removes it'),
  digest: text('--digest <time>', 'One summary a day at this time, such as 07:00; off removes it'),
  timeZone: text('--time-zone <zone>', 'Zone of --quiet-hours and --digest (UTC)'),
};

const orAny = <T, N>(option: OptionDefinition<T>, none: N): OptionDefinition<T | N> => ({
  ...option,
  description: `${option.description}; any asks no more`,
  read: (raw) => (String(raw) === 'any' ? none : option.read(raw)),
});

/** The same for a rule that is there: `any` takes a condition away. */
export const changedConditionOptions = {
  ...conditionOptions,
  severity: orAny(conditionOptions.severity, null),
  type: orAny(conditionOptions.type, []),
  event: orAny(conditionOptions.event, ''),
  provider: orAny(conditionOptions.provider, null),
  tag: orAny(conditionOptions.tag, {}),
  control: orAny(conditionOptions.control, null),
};

type Given = {
  severity: (typeof severities)[number] | null | undefined;
  type: (typeof alertTypes)[number][] | undefined;
  event: string | undefined;
  provider: number | null | undefined;
  tag: Record<string, string> | undefined;
  control: string | null | undefined;
} & GivenTimes;
type GivenTimes = {
  quietHours: string | undefined;
  digest: string | undefined;
  timeZone: string | undefined;
};
type Conditions = Body<'previewNotificationRule'>['rule'];

export function conditionsOf(given: Given): Conditions {
  return onlyGiven({
    severity: given.severity,
    alert_type: given.type,
    // The server knows the names of events and says which it does not.
    event: given.event
      ?.split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '') as Conditions['event'],
    provider_id: given.provider,
    tags: given.tag,
    control: given.control,
    ...timesOf(given),
  }) as Conditions;
}

/** When to be told: of a rule, and of the mails to oneself. */
export function timesOf({ quietHours, digest, timeZone }: GivenTimes) {
  const needsZone = [quietHours, digest].some((given) => given !== undefined && given !== 'off');
  if (timeZone !== undefined && !needsZone)
    throw usage('--time-zone is of no use alone', 'Give --quiet-hours or --digest with it.');
  return onlyGiven({ quiet_hours: spanOf(quietHours, timeZone), digest: digestOf(digest, timeZone) });
}

function spanOf(quiet: string | undefined, zone: string | undefined) {
  if (quiet === undefined) return undefined;
  if (quiet === 'off') return null;
  const match = /^(\d{2}:\d{2})-(\d{2}:\d{2})$/.exec(quiet);
  if (match === null)
    throw usage(`--quiet-hours: "${quiet}" is not a span of time`, 'Write 22:00-07:00, or off.');
  return { from: match[1] ?? '', to: match[2] ?? '', ...(zone === undefined ? {} : { time_zone: zone }) };
}

function digestOf(digest: string | undefined, zone: string | undefined) {
  if (digest === undefined) return undefined;
  if (digest === 'off') return null;
  if (!/^\d{2}:\d{2}$/.test(digest))
    throw usage(`--digest: "${digest}" is not a time of day`, 'Write 07:00, or off.');
  return { time: digest, ...(zone === undefined ? {} : { time_zone: zone }) };
}
