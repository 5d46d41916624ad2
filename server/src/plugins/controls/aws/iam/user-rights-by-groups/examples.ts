import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with groups only', configuration: { Groups: ['developers'] } }],
  fail: [
    {
      title: 'with a policy',
      configuration: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
      says: 'ReadOnlyAccess',
    },
    { title: 'with an inline policy', configuration: { Policies: [{ PolicyName: 'own' }] }, says: 'own' },
    {
      title: 'with an inline policy, although the others were denied',
      configuration: { Policies: [{ PolicyName: 'own' }] },
      unreadable: [{ path: 'ManagedPolicyArns', reason: 'denied' }],
    },
  ],
  unknown: [
    {
      title: 'whose ManagedPolicyArns was denied',
      configuration: {},
      unreadable: [
        { path: 'ManagedPolicyArns', reason: 'denied', permission: 'iam:ListAttachedUserPolicies' },
      ],
      says: 'iam:ListAttachedUserPolicies',
    },
    {
      title: 'whose Policies was denied',
      configuration: {},
      unreadable: [{ path: 'Policies', reason: 'denied', permission: 'iam:ListUserPolicies' }],
      says: 'iam:ListUserPolicies',
    },
  ],
});
