import { choice, defineCommand, idOption, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { severities } from '../../output/paint.ts';
import { alertRecord, alertTypes } from './view.ts';

export const command = defineCommand({
  name: 'create',
  summary: 'Raise an alert by hand',
  description: 'It stays until somebody resolves it. People are told of it like of any other.',
  options: {
    title: text('--title <text>', 'What is wrong, in a few words'),
    severity: choice('--severity <severity>', 'How bad it is', severities),
    type: choice('--type <type>', 'What kind it is; security when absent', alertTypes),
    resource: idOption('--resource <id>', 'The resource that it is about', 'resource'),
    description: text('--description <text>', 'What somebody has to know'),
  },
  examples: [
    {
      command: 'infraudit alert create --title "Key found in a public repository" --severity critical',
      does: 'raises it',
    },
    {
      command: 'infraudit alert create --title "Owner unknown" --severity low --resource 12 -o json | jq .id',
      does: 'raises it about a resource and prints its id',
    },
  ],
  async run(context, { title, severity, type = 'security', resource, description }) {
    if (title === undefined || severity === undefined)
      throw usage('--title and --severity are needed', 'Example: --title "Key found" --severity critical');
    const api = await context.api();
    const alert = await api.call('createAlert', {
      body: { title, severity, type, ...onlyGiven({ resource_id: resource, description }) },
    });
    await context.print.record(alert, alertRecord(context, alert));
    context.closing(`Alert ${alert.id} is open · ${api.web(`/alerts/${alert.id}`)}`);
    return 0;
  },
});
