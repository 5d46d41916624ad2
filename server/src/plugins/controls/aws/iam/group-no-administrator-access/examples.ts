import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'without policies', configuration: {} },
    {
      title: 'with another policy',
      configuration: { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/AdministratorAccess'] },
    },
  ],
  fail: [
    {
      title: 'with full rights',
      configuration: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
    },
    {
      title: 'with full rights in China',
      configuration: { ManagedPolicyArns: ['arn:aws-cn:iam::aws:policy/AdministratorAccess'] },
    },
  ],
  unknown: [
    {
      title: 'whose ManagedPolicyArns was denied',
      configuration: {},
      unreadable: [
        { path: 'ManagedPolicyArns', reason: 'denied', permission: 'iam:ListAttachedGroupPolicies' },
      ],
      says: 'iam:ListAttachedGroupPolicies',
    },
  ],
});
