import { z } from 'zod';
import { defineChannel } from '../../../plugin-kit/define-channel.ts';
import { exchange, hostOf, outcomeOf } from '../../../plugin-kit/http-outcome.ts';
import { renderTeams } from './render.ts';

const settings = z.strictObject({});
const secrets = z.strictObject({
  webhook_url: z
    .url({ protocol: /^https?$/, error: 'must be the address that the workflow shows, https://…' })
    .max(2000)
    .optional(),
});

export const teamsChannel = defineChannel({
  kind: 'teams',
  title: 'Microsoft Teams',
  sentence: 'Posts cards into a channel or chat by a workflow that is started by a webhook request.',
  settings,
  secrets,
  problemOf: (_given, hidden) =>
    hidden.webhook_url === undefined
      ? { field: 'webhook_url', message: 'give the address that the workflow shows' }
      : null,
  addressOf: (_given, hidden) => hostOf(hidden.webhook_url),
  states: ['open', 'resolved', 'message'],
  perMinute: 30,
  maxBytes: 28_000,
  example: {
    settings: {},
    secrets: {
      webhook_url:
        'https://prod-00.westeurope.logic.azure.com/workflows/0000/triggers/manual/paths/invoke?sig=XXXXXXXXXXXX',
    },
  },
  render: (notice) => renderTeams(notice),
  async send({ secrets: hidden, message, tools, signal }) {
    const url = hidden.webhook_url ?? '';
    const { answer, shown } = await exchange(
      tools,
      {
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal,
      },
      [url],
    );
    const outcome = outcomeOf(answer, hostOf(url));
    if (outcome.outcome === 'give_up' && [401, 403, 404].includes(answer.status))
      return {
        ...outcome,
        reason: `${outcome.reason}: the workflow was removed, or its address has changed`,
        ...shown,
      };
    return { ...outcome, ...shown };
  },
});
