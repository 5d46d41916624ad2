import { defineCommand, text } from '../../command.ts';
import { putPolicies } from './policy-documents.ts';

export const command = defineCommand({
  name: 'policy',
  summary: 'Print the least IAM policy that reading an AWS account needs',
  description:
    'It is made from the collectors. AWS limits the size of a policy, so that there may be several documents.',
  options: {
    dir: text('--dir <folder>', 'Write one file per policy into this folder', { completes: 'file' }),
  },
  examples: [
    { command: 'infraudit provider policy', does: 'prints the documents as a JSON list' },
    { command: 'infraudit provider policy --dir .', does: 'writes files for aws iam create-policy' },
  ],
  async run(context, { dir }) {
    const api = await context.api();
    const { data } = await api.call('getAwsPolicy');
    await putPolicies(context, data, dir, ['file_name', 'title', 'document']);
    if (dir === undefined)
      context.note('infraudit provider role-template prints a CloudFormation template of a role with it.');
    return 0;
  },
});
