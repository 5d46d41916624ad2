import { defineCommand, id } from '../../command.ts';
import { alertRecord } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One alert: what happened, what it is about, its history',
  positionals: { id: id('Id of the alert', 'alert') },
  examples: [
    { command: 'infraudit alert get 3', does: 'shows the error and every time that it was seen' },
    { command: 'infraudit alert get 3 -o json | jq .evidence.id', does: 'the execution that shows it' },
  ],
  async run(context, input) {
    const api = await context.api();
    const alert = await api.call('getAlert', { path: { id: input.id } });
    await context.print.record(alert, alertRecord(context, alert));
    const next =
      alert.status === 'resolved'
        ? ''
        : ` · infraudit alert ${alert.status === 'open' ? 'acknowledge' : 'resolve'} ${alert.id}`;
    context.closing(`${api.web(`/alerts/${alert.id}`)}${next}`);
    return 0;
  },
});
