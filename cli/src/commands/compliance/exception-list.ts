import { choices, defineCommand, idOption, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, sayHowMany } from '../../lists.ts';
import { exceptionList, exceptionStates } from './exception-view.ts';

export const command = defineCommand({
  name: 'exception list',
  summary: 'Failures that are accepted for a while, asked for, in force and over',
  options: {
    state: choices('--state <state>', 'Only in these states', exceptionStates),
    control: text('--control <id>', 'Only of this control', { completes: 'control' }),
    resource: idOption('--resource <id>', 'Only about this resource', 'resource'),
    ...limits,
  },
  examples: [
    { command: 'infraudit compliance exception list --state requested', does: 'what waits for a decision' },
    { command: 'infraudit compliance exception list --state reopened', does: 'whose evidence changed' },
  ],
  async run(context, options) {
    const api = await context.api();
    const query = onlyGiven({
      state: options.state?.join(','),
      control_id: options.control,
      resource_id: options.resource,
    });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listExceptions', { query: { ...query, ...paging } }),
    );
    const filtered = Object.keys(query).length > 0;
    await context.print.list(
      rows,
      exceptionList(
        context,
        filtered ? 'No exception fits these filters.' : 'Nothing that fails is accepted.',
      ),
    );
    sayHowMany(context, { rows, total }, 'exception', ({ id }) => `infraudit compliance exception get ${id}`);
    return 0;
  },
});
