import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { SecretBox } from '../../../platform/secrets/contract.ts';
import type { AnyChannel, ChannelTools } from '../../../plugin-kit/define-channel.ts';
import type { EnvironmentChannels } from './environment.ts';

export type NotificationsDeps = {
  db: Database;
  clock: Clock;
  announce: Announce;
  secrets: SecretBox;
  log: Log;
  /** Every kind of channel, main hands them over. */
  kinds: readonly AnyChannel[];
  tools: ChannelTools;
  /** What the operator configured by variables, for the first organisation. */
  environment: EnvironmentChannels;
  /** Where people open the web; without a slash at the end. */
  publicUrl: () => string;
};
