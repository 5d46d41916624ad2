import type { Answer } from '@infraudit/api-client';
import { defineCommand, flag, id } from '../../command.ts';
import { statusTag } from '../../output/paint.ts';
import { counted } from '../../output/text.ts';
import { plain, repaint } from './view.ts';

type Check = Answer<'runPreflight'>['permissions'][number];

export const command = defineCommand({
  name: 'preflight',
  summary: 'Try every permission, and tell what cannot be seen without the missing ones',
  positionals: { id: id('Id of the account', 'provider') },
  options: { all: flag('--all', 'Granted permissions too') },
  examples: [
    { command: 'infraudit provider preflight 1', does: 'lists what is denied or could not be tried' },
    {
      command: 'infraudit provider preflight 1 -o json | jq -r \'.[] | select(.state=="denied").permission\'',
      does: 'permissions to grant',
    },
  ],
  async run(context, { id: providerId, all }) {
    const api = await context.api();
    const progress = await context.progress();
    progress.step('Trying each permission');
    let answer: Answer<'runPreflight'>;
    try {
      answer = await api.call('runPreflight', { path: { id: providerId } });
    } finally {
      progress.stop();
    }
    const { permissions } = answer;
    const count = (state: Check['state']) => permissions.filter((check) => check.state === state).length;
    const [granted, denied, unknown] = [count('granted'), count('denied'), count('unknown')];
    const isTable = context.print.format === 'table';
    await context.print.list(
      isTable && !all ? permissions.filter(({ state }) => state !== 'granted') : permissions,
      {
        keys: ['permission', 'state', 'message', 'lost'],
        empty: `All ${counted(granted, 'permission')} granted: everything can be seen.`,
        columns: [
          {
            title: 'STATE',
            value: ({ state }) => statusTag(state, plain),
            paint: (cell, { state }, paint) => repaint(cell, state, paint),
          },
          { title: 'PERMISSION', value: ({ permission }) => permission },
          { title: 'NOT SEEN WITHOUT IT', value: (check) => lostText(check), shrink: 'end' },
          { title: 'ANSWER', value: ({ message }) => message, shrink: 'end' },
        ],
      },
    );
    const next = denied > 0 ? ' · infraudit provider policy prints what to grant' : '';
    if (denied + unknown > 0)
      context.closing(`${granted} granted, ${denied} denied, ${unknown} could not be tried${next}`);
    return 0;
  },
});

function lostText({ lost }: Check): string {
  return lost.map(({ type, paths }) => (paths.length === 0 ? type : `${type}: ${fewOf(paths)}`)).join('; ');
}

const fewOf = (paths: readonly string[]) =>
  paths.length <= 3 ? paths.join(', ') : `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} more`;
