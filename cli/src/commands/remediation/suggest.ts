import type { Item } from '@infraudit/api-client';
import { defineCommand, flag, idOption, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { counted } from '../../output/text.ts';
import { settled, tell } from './view.ts';

export const command = defineCommand({
  name: 'suggest',
  summary: 'Ask for a change that puts a finding in order',
  description:
    'The plan is made by a run that only reads, and waits for the approval of somebody else. With --list it only says what could be done.',
  options: {
    finding: text('--finding <what:id>', 'drift:12, alert:7, or control:<control id> with --resource'),
    resource: idOption('--resource <id>', 'The resource, for a control or for --list', 'resource'),
    type: text('--type <type>', 'The kind of change, where several fit'),
    note: text('--note <text>', 'For those who decide'),
    list: flag('--list', 'Only list what could be done'),
  },
  examples: [
    { command: 'infraudit remediation suggest --finding drift:12', does: 'plans to bring the setting back' },
    {
      command:
        'infraudit remediation suggest --finding control:aws-s3-bucket-public-access-blocked --resource 43',
      does: 'plans what makes the control pass',
    },
    {
      command: 'infraudit remediation suggest --list --resource 43',
      does: 'what could be done about a resource',
    },
  ],
  async run(context, { finding, resource, type, note, list }) {
    const [what, id] = split(finding);
    if (list) {
      if (what === undefined && resource === undefined)
        throw usage('--finding or --resource is missing', 'Name what it is about: --list --resource 43');
      const api = await context.api();
      const query = onlyGiven({
        resource_id: resource,
        drift_id: what === 'drift' ? Number(id) : undefined,
        alert_id: what === 'alert' ? Number(id) : undefined,
        control_id: what === 'control' ? id : undefined,
      });
      const { data } = await api.call('listRemediationSuggestions', { query });
      await context.print.list(data, {
        keys: [
          'type',
          'title',
          'risk',
          'impact',
          'effort_minutes',
          'irreversible',
          'finding',
          'resource',
          'request',
          'enabled',
          'write_access',
          'under_way_id',
        ],
        empty: 'Nothing that InfraAudit could change here.',
        columns: [
          { title: 'TYPE', value: (row) => row.type },
          { title: 'CHANGE', value: (row) => row.title, shrink: 'end' },
          { title: 'RISK', value: (row) => row.risk },
          {
            title: 'FOR',
            value: ({ finding: of }) =>
              of.drift_id === null ? (of.control_id ?? '') : `drift ${of.drift_id}`,
            shrink: 'end',
          },
          { title: 'RESOURCE', value: (row) => row.resource.name, shrink: 'middle' },
        ],
      });
      const [first] = data;
      if (first !== undefined)
        context.closing(`${counted(data.length, 'change')} possible · ${askFor(first)}`);
      return 0;
    }
    if (what === undefined || id === undefined)
      throw usage('--finding is missing', 'Name the finding: --finding drift:12');
    if (what === 'control' && resource === undefined)
      throw usage('--resource is missing', 'Name the resource on which the control fails: --resource 43');
    const api = await context.api();
    const body = {
      finding_type: what,
      finding_id: what === 'control' ? id : Number(id),
      ...onlyGiven({ resource_id: resource, type, note }),
    };
    const made = await api.call('createRemediation', { body });
    await tell(context, api, await settled(context, api, made.id));
    return 0;
  },
});

/** The command that asks for it. */
function askFor({ type, finding, resource }: Item<'listRemediationSuggestions'>): string {
  const about =
    finding.drift_id === null
      ? `control:${finding.control_id} --resource ${resource.id}`
      : `drift:${finding.drift_id}`;
  return `infraudit remediation suggest --finding ${about} --type ${type}`;
}

function split(finding: string | undefined): ['drift' | 'control' | 'alert', string] | [] {
  if (finding === undefined) return [];
  const [, what, id] = /^(drift|control|alert):(.+)$/.exec(finding) ?? [];
  const isWord = what === 'drift' || what === 'control' || what === 'alert';
  if (!isWord || id === undefined || (what !== 'control' && !/^\d+$/.test(id)))
    throw usage(`--finding ${finding} is no finding`, 'Write drift:12, alert:7 or control:<control id>.');
  return [what, id];
}
