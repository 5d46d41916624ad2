import { defineCommand } from '../../command.ts';
import { counted } from '../../output/text.ts';
import { ruleList } from './view.ts';

function listCommand(name: string) {
  return defineCommand({
    name,
    summary: 'Who is told of what: the rules that route events to channels',
    examples: [
      { command: `infraudit notification ${name}`, does: 'all rules' },
      {
        command: `infraudit notif ${name} -o json | jq '.[] | select(.enabled | not)'`,
        does: 'those that are off',
      },
    ],
    async run(context) {
      const api = await context.api();
      const { data } = await api.call('listNotificationRules');
      await context.print.list(data, ruleList());
      if (data.length > 0)
        context.closing(`${counted(data.length, 'rule')} · what none fits goes to the default channels`);
      return 0;
    },
  });
}

export const command = listCommand('rules list');
/** The name that the API has for them. */
export const preferences = { command: listCommand('preferences') };
