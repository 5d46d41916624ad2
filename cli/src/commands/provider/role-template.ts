import { defineCommand, flag, text } from '../../command.ts';

export const command = defineCommand({
  name: 'role-template',
  summary: 'Print a CloudFormation template of a read-only role',
  options: {
    externalId: text('--external-id <id>', 'External id of its trust policy'),
    newExternalId: flag('--new-external-id', 'Make a random external id first'),
    trustedAccountId: text('--trusted-account-id <account>', 'Account that may assume the role, 12 digits'),
  },
  examples: [
    {
      command: 'infraudit provider role-template --new-external-id > role.json',
      does: 'a template, and the external id on standard error',
    },
    {
      command:
        'infraudit provider role-template --external-id infraudit-x1 --trusted-account-id 123456789012',
      does: 'with your own values',
    },
  ],
  async run(context, { externalId, newExternalId, trustedAccountId }) {
    const api = await context.api();
    const made = newExternalId ? (await api.call('createExternalId')).external_id : externalId;
    const template = await api.call('getAwsRoleTemplate', {
      query: {
        ...(made === undefined ? {} : { external_id: made }),
        ...(trustedAccountId === undefined ? {} : { trusted_account_id: trustedAccountId }),
      },
    });
    if (context.print.format === 'yaml') {
      await context.print.record(template.document as object, { keys: [], text: () => '' });
    } else {
      await context.print.text(`${JSON.stringify(template.document, null, 2)}\n`);
    }
    if (newExternalId) context.warn(`External id: ${made}`);
    context.note('Then: infraudit provider connect aws --name NAME --role-arn ARN --external-id ID');
    return 0;
  },
});
