import { defineCommand, flag, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { putPolicies } from './policy-documents.ts';

export const command = defineCommand({
  name: 'write-access policy',
  summary: 'Print the IAM policies that the credentials for writing need',
  description:
    'A statement for each kind of change, named after it, and one per service for tags: leave out what nobody shall change. AWS limits the size of a policy, so that there may be several documents.',
  options: {
    remediations: text('--remediations <ids>', 'Only for these kinds of change, or none (all)'),
    withoutTags: flag('--without-tags', 'Tags may not be changed'),
    dir: text('--dir <folder>', 'Write one file per policy into this folder', { completes: 'file' }),
  },
  examples: [
    {
      command: 'infraudit provider write-access policy --dir .',
      does: 'writes files for aws iam create-policy --policy-document file://infraudit-write-1.json',
    },
    {
      command:
        'infraudit provider write-access policy --remediations aws-s3-block-public-access --without-tags',
      does: 'prints the document for one kind of change as JSON',
    },
    { command: 'infraudit provider write-access policy -o yaml', does: 'says what each statement is for' },
  ],
  async run(context, { remediations, withoutTags, dir }) {
    const api = await context.api();
    const tags = withoutTags ? ('false' as const) : undefined;
    const { data } = await api.call('getAwsWritePolicy', { query: onlyGiven({ remediations, tags }) });
    await putPolicies(context, data, dir, ['file_name', 'title', 'document', 'statements']);
    if (data.length === 0) context.note('Nothing was chosen: there is nothing to grant.');
    return 0;
  },
});
