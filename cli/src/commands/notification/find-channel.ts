import type { Context } from '../../context.ts';
import { CliError } from '../../errors.ts';
import type { Channel } from './view.ts';

/** By id, name or kind; a kind only when one channel is of it. */
export async function findChannel(context: Context, wanted: string): Promise<Channel> {
  const api = await context.api();
  const { data } = await api.call('listNotificationChannels');
  const exact = data.find(({ id, name }) => String(id) === wanted || name === wanted);
  const ofKind = data.filter(({ kind }) => kind === wanted);
  const found = exact ?? (ofKind.length === 1 ? ofKind[0] : undefined);
  if (found !== undefined) return found;
  throw new CliError('Channel not found', {
    why:
      ofKind.length > 1
        ? `${ofKind.length} channels are of kind ${wanted}: ${ofKind.map(({ name }) => name).join(', ')}.`
        : `There is no channel ${wanted} in your organisation.`,
    fix: 'infraudit notification channels list shows ids and names.',
  });
}
