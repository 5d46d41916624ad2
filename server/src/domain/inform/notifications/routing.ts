import type { Json } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { listMembers } from '../../govern/tenancy/index.ts';
import * as channelStore from './channel-store.ts';
import { isConfigured } from './channel-values.ts';
import type { NotificationsDeps } from './deps.ts';
import type { PersonalPreferences, RoutedChannel, Routing } from './route.ts';
import * as ruleStore from './rule-store.ts';
import { ruleOf } from './rules.ts';

/** Whoever has said nothing is written to when they are asked by name, and else left in peace. */
const defaultPreferences: PersonalPreferences = {
  assigned: true,
  alerts: null,
  quietHours: null,
  digest: null,
};

export const preferencesOf = (stored: Json | undefined): PersonalPreferences =>
  stored === undefined ? defaultPreferences : { ...defaultPreferences, ...(stored as object) };

function routedChannel(deps: NotificationsDeps, row: channelStore.ChannelRow): RoutedChannel {
  const kind = deps.kinds.find((each) => each.kind === row.kind);
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled && isConfigured(deps, row),
    isDefault: row.is_default,
    states: kind?.states ?? [],
  };
}

/** What deciding needs of one organisation; who heard of what comes with each event. */
export async function readRouting(
  deps: NotificationsDeps,
  tx: Tx,
): Promise<{ routing: Omit<Routing, 'told'>; channels: ReadonlyMap<number, channelStore.ChannelRow> }> {
  const channels = await channelStore.listChannels(tx);
  const preferences = await ruleStore.listPreferences(tx);
  return {
    channels: new Map(channels.map((row) => [row.id, row])),
    routing: {
      channels: channels.map((row) => routedChannel(deps, row)),
      rules: (await ruleStore.listRules(tx)).map(ruleOf),
      people: (await listMembers(tx)).map(({ user_id, email }) => ({
        userId: user_id,
        email,
        preferences: preferencesOf(preferences.get(user_id)),
      })),
      mailServer: deps.tools.mailServer !== null,
    },
  };
}
