import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (AWS: string) => ({
  ResourcePolicy: {
    PolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'dynamodb:GetItem', Resource: '*' }],
    },
  },
});

export const examples = defineExamples({
  pass: [
    { title: 'without a policy', configuration: {} },
    {
      title: 'that a role of the account may read',
      configuration: allowing('arn:aws:iam::111122223333:role/app'),
    },
  ],
  fail: [
    { title: 'that another account may read', configuration: allowing('999988887777'), says: '999988887777' },
    { title: 'that everybody may read', configuration: allowing('*'), says: 'everybody' },
  ],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: {},
      unreadable: [{ path: 'ResourcePolicy', reason: 'denied', permission: 'dynamodb:GetResourcePolicy' }],
    },
  ],
});
