import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const trust = (statement: object) =>
  ({
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }] },
  }) as never;
const AWS = 'arn:aws:iam::444455556666:root';

export const examples = defineExamples({
  pass: [
    {
      title: 'with an external id',
      configuration: trust({ Principal: { AWS }, Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }),
    },
  ],
  fail: [{ title: 'without one', configuration: trust({ Principal: { AWS } }), says: '444455556666' }],
  unknown: [
    { title: 'without a trust policy', configuration: {} },
    {
      title: 'whose trust policy is none',
      configuration: { AssumeRolePolicyDocument: '{' },
      says: 'no JSON',
    },
  ],
  not_applicable: [
    {
      title: 'for its own account',
      configuration: trust({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
    },
    { title: 'of a service', configuration: { Path: '/aws-service-role/rds.amazonaws.com/' } },
  ],
});
