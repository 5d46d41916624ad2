import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const trust = (statement: object) =>
  ({
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }] },
  }) as never;

export const examples = defineExamples({
  pass: [
    { title: 'for a service', configuration: trust({ Principal: { Service: 'ec2.amazonaws.com' } }) },
    {
      title: 'for an organisation',
      configuration: trust({
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
      }),
    },
  ],
  fail: [
    { title: 'for everybody', configuration: trust({ Principal: { AWS: '*' } }), says: 'statement 1' },
    {
      title: 'for everybody who knows a name',
      configuration: trust({ Principal: '*', Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }),
    },
  ],
  unknown: [
    { title: 'without a trust policy', configuration: {} },
    {
      title: 'whose trust policy is none',
      configuration: { AssumeRolePolicyDocument: '{' },
      says: 'no JSON',
    },
  ],
  not_applicable: [
    { title: 'of a service', configuration: { Path: '/aws-service-role/rds.amazonaws.com/' } },
  ],
});
