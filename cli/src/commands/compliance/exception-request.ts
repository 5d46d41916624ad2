import { defineCommand, idOption, text, textPairs } from '../../command.ts';
import { usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { momentAhead } from './ahead.ts';
import { exceptionRecord } from './exception-view.ts';

export const command = defineCommand({
  name: 'exception request',
  summary: 'Ask that what fails be accepted for a while; somebody else decides',
  description:
    'What fails now is bound to its evidence: when that changes it fails again. It is counted as accepted, never as passed.',
  options: {
    control: text('--control <id>', 'The control that fails', { completes: 'control' }),
    resource: idOption('--resource <id>', 'For this resource', 'resource'),
    name: text('--name <pattern>', 'For resources with such names: sandbox-*'),
    tag: textPairs('--tag <name=value>', 'For resources with this tag; as often as needed'),
    region: text('--region <region>', 'For resources of this region', { completes: 'region' }),
    reason: text('--reason <text>', 'Why it may stay so; an auditor will ask'),
    owner: text('--owner <name>', 'Who answers for it: a person or a team'),
    expires: momentAhead('--expires <time>', 'Until then, within a year: 2027-01-31, or in 90d'),
  },
  examples: [
    {
      command:
        'infraudit compliance exception request --control aws-s3-bucket-versioned --resource 12 --expires 90d --owner "Data team" --reason "scratch data"',
      does: 'for one resource',
    },
    {
      command:
        'infraudit compliance exception request --control aws-s3-bucket-versioned --name "sandbox-*" --tag env=test --expires 30d --owner Platform --reason "emptied every night"',
      does: 'for all that fails now and fits',
    },
  ],
  async run(context, options) {
    const { control, reason, owner, expires } = options;
    if (control === undefined)
      throw usage('--control is missing', 'infraudit control list --status fail shows ids.');
    if (reason === undefined)
      throw usage('--reason is missing', 'Say why it may stay so; an auditor will ask.');
    if (owner === undefined) throw usage('--owner is missing', 'Name who answers for it.');
    if (expires === undefined)
      throw usage('--expires is missing', 'Every exception ends; 90d is in ninety days.');
    const api = await context.api();
    const exception = await api.call('requestException', {
      body: {
        control_id: control,
        reason,
        owner,
        expires_at: expires,
        ...onlyGiven({
          resource_id: options.resource,
          name_pattern: options.name,
          tags: options.tag,
          region: options.region,
        }),
      },
    });
    await context.print.record(exception, exceptionRecord(context, exception));
    context.closing(`Another person decides: infraudit compliance exception approve ${exception.id}`);
    return 0;
  },
});
