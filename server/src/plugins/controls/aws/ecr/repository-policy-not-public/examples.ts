import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (AWS: string) => ({
  RepositoryPolicyText: {
    Statement: [{ Sid: 'Pull', Effect: 'Allow', Principal: { AWS }, Action: ['ecr:BatchGetImage'] }],
  },
});

export const examples = defineExamples({
  pass: [
    { title: 'without a policy', configuration: {} },
    { title: 'that one account may pull', configuration: allowing('999988887777') },
  ],
  fail: [{ title: 'that everybody may pull', configuration: allowing('*'), says: '"Pull"' }],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: {},
      unreadable: [{ path: 'RepositoryPolicyText', reason: 'denied', permission: 'ecr:GetRepositoryPolicy' }],
    },
  ],
});
