import type { Context } from '../../context.ts';
import { CliError } from '../../errors.ts';
import type { Channel } from './view.ts';

/** By id, name or kind; a kind only when one channel is of it. */
export async function findChannel(context: Context, wanted: string): Promise<Channel> {
  const found = await requireChannel(context, wanted);
  const [first] = found;
  if (found.length === 1 && first !== undefined) return first;
  throw new CliError('Channel not found', {
    why: `${found.length} channels are of kind ${wanted}: ${found.map(({ name }) => name).join(', ')}.`,
    fix: 'infraudit notification channels list shows ids and names.',
  });
}

/** The channels that somebody means: the one with this id or name, otherwise all of this kind. */
export async function requireChannel(context: Context, wanted: string): Promise<Channel[]> {
  const api = await context.api();
  const { data } = await api.call('listNotificationChannels');
  const exact = data.find(({ id, name }) => String(id) === wanted || name === wanted);
  const found = exact === undefined ? data.filter(({ kind }) => kind === wanted) : [exact];
  if (found.length > 0) return found;
  throw new CliError('Channel not found', {
    why: `There is no channel ${wanted} in your organisation.`,
    fix: 'infraudit notification channels list shows ids and names.',
  });
}
