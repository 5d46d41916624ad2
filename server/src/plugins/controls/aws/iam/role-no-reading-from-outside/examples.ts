import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const trust = (statement: object) =>
  ({
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }] },
  }) as never;
const outside = { AWS: '444455556666' };

export const examples = defineExamples({
  pass: [
    {
      title: 'with other rights',
      configuration: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: outside }],
        } as never,
      },
    },
  ],
  fail: [
    { title: 'for another account', configuration: trust({ Principal: outside }), says: '444455556666' },
  ],
  unknown: [
    { title: 'without a trust policy', configuration: {} },
    {
      title: 'whose policies were denied',
      configuration: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: outside }],
        } as never,
      },
      unreadable: [
        { path: 'ManagedPolicyArns', reason: 'denied', permission: 'iam:ListAttachedRolePolicies' },
      ],
      says: 'iam:ListAttachedRolePolicies',
    },
  ],
  not_applicable: [
    { title: 'for its own account', configuration: trust({ Principal: { AWS: '111122223333' } }) },
    { title: 'of a service', configuration: { Path: '/aws-service-role/rds.amazonaws.com/' } },
  ],
});
