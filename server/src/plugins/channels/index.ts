import type { AnyChannel } from '../../plugin-kit/define-channel.ts';
import { emailChannel } from './email/channel.ts';
import { pagerDutyChannel } from './pagerduty/channel.ts';
import { slackChannel } from './slack/channel.ts';
import { teamsChannel } from './teams/channel.ts';
import { webhookChannel } from './webhook/channel.ts';

/** Every kind of channel, in the order in which people are offered them. */
export const channels: readonly AnyChannel[] = [
  slackChannel,
  emailChannel,
  teamsChannel,
  pagerDutyChannel,
  webhookChannel,
];
