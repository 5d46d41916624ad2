import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (AWS: string) => ({
  ResourcePolicy: {
    Statement: [
      { Effect: 'Allow', Principal: { AWS }, Action: 'secretsmanager:GetSecretValue', Resource: '*' },
    ],
  },
});

export const examples = defineExamples({
  pass: [
    { title: 'without a policy', configuration: {} },
    { title: 'that one role may read', configuration: allowing('arn:aws:iam::111122223333:role/app') },
  ],
  fail: [
    { title: 'that everybody may read', configuration: allowing('*'), says: 'secretsmanager:getsecretvalue' },
  ],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: {},
      unreadable: [
        { path: 'ResourcePolicy', reason: 'denied', permission: 'secretsmanager:GetResourcePolicy' },
      ],
    },
  ],
});
