import type { Body } from '@infraudit/api-client';
import { choice, choices, idOption, pairs, text } from '../../command.ts';
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
  tag: pairs('--tag <key=value>', 'Only resources with this tag, as often as needed; no value is any'),
  control: text('--control <id>', 'Only where this control fails; aws-s3-* is all that begin so', {
    completes: 'control',
  }),
  quietHours: text('--quiet-hours <from-to>', 'Hold back between these times: 22:00-07:00; off removes it'),
  digest: text('--digest <time>', 'One summary a day at this time, such as 07:00; off removes it'),
  timeZone: text('--time-zone <zone>', 'Zone of --quiet-hours and --digest (UTC)'),
};

type Given = {
  severity: (typeof severities)[number] | undefined;
  type: (typeof alertTypes)[number][] | undefined;
  event: string | undefined;
  provider: number | undefined;
  tag: Record<string, unknown> | undefined;
  control: string | undefined;
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
    event: given.event?.split(',').map((part) => part.trim()) as Conditions['event'],
    provider_id: given.provider,
    tags:
      given.tag === undefined
        ? undefined
        : Object.fromEntries(Object.entries(given.tag).map(([key, value]) => [key, String(value)])),
    control: given.control,
    quiet_hours: spanOf(given.quietHours, given.timeZone),
    digest: digestOf(given.digest, given.timeZone),
  }) as Conditions;
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
  return { time: digest, ...(zone === undefined ? {} : { time_zone: zone }) };
}
