import { choices, defineCommand, idOption, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { remediationList, remediationStatuses } from './view.ts';

export const command = defineCommand({
  name: 'list',
  aliases: ['ls'],
  summary: 'Remediations, newest first',
  options: {
    status: choices('--status <status>', 'Only these states', remediationStatuses),
    type: text('--type <type>', 'Only this kind of change'),
    resource: idOption('--resource <id>', 'Only of this resource', 'resource'),
    provider: idOption('--provider <id>', 'Only of this account', 'provider'),
    execution: idOption('--execution <id>', 'Only what this run changes or takes back', 'execution'),
    ...limits,
  },
  examples: [
    { command: 'infraudit remediation list', does: 'what was asked for last' },
    { command: 'infraudit remediation list --status failed -o json', does: 'what failed, for a program' },
  ],
  async run(context, { status, type, resource, provider, execution, limit, all }) {
    const api = await context.api();
    const query = onlyGiven({
      status: status?.join(','),
      type,
      resource_id: resource,
      provider_id: provider,
      execution_id: execution,
    });
    const { rows, total } = await collect({ limit, all }, (paging) =>
      api.call('listRemediations', { query: { ...query, ...paging } }),
    );
    const empty =
      Object.keys(query).length > 0
        ? 'No remediation fits these filters.'
        : 'No remediation yet: infraudit remediation suggest --list --resource 12 says what could be changed.';
    await context.print.list(rows, remediationList(context, empty));
    sayHowMany(context, { rows, total }, 'remediation', ({ id }) => `infraudit remediation get ${id}`);
    return 0;
  },
});
