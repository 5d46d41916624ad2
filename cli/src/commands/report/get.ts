import { defineCommand, word } from '../../command.ts';
import { printReport } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One report: what it tells of, its SHA-256, who got it',
  positionals: { report: word('<report>', 'Id of the report', { completes: 'report' }) },
  examples: [
    {
      command: 'infraudit report get rpt_4f0c2a6be1d94c0f8a7d3b21',
      does: 'shows who got it and who opened it',
    },
    {
      command: 'infraudit report get rpt_4f0c2a6be1d94c0f8a7d3b21 -o json | jq -r .sha256',
      does: 'the hash to compare a file with',
    },
  ],
  async run(context, { report: id }) {
    const api = await context.api();
    await printReport(context, api, await api.call('getReport', { path: { id } }));
    return 0;
  },
});
