import { defineCommand } from '../../command.ts';

export const command = defineCommand({
  name: 'write-access policy',
  summary: 'Print the IAM policy that the credentials for writing need',
  description:
    'It allows changing tags and nothing else; leave out the services that you do not want changed.',
  examples: [
    { command: 'infraudit provider write-access policy', does: 'prints the document as JSON' },
    {
      command: 'infraudit provider write-access policy > write.json',
      does: 'a file for aws iam create-policy --policy-document file://write.json',
    },
  ],
  async run(context) {
    const api = await context.api();
    const { document } = await api.call('getAwsWritePolicy');
    await context.print.text(`${JSON.stringify(document, null, 2)}\n`);
    return 0;
  },
});
