import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const trust = (statement: object) =>
  ({
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }] },
  }) as never;
const Condition = { StringEquals: { 'aws:SourceAccount': '111122223333' } };

export const examples = defineExamples({
  pass: [
    {
      title: 'with the account',
      configuration: trust({ Principal: { Service: 'cloudtrail.amazonaws.com' }, Condition }),
    },
  ],
  fail: [
    {
      title: 'without a condition',
      configuration: trust({ Principal: { Service: 'cloudtrail.amazonaws.com' } }),
      says: 'cloudtrail.amazonaws.com',
    },
    {
      title: 'for two services, one of which is bound by nature',
      configuration: trust({ Principal: { Service: ['ec2.amazonaws.com', 'glue.amazonaws.com'] } }),
      says: 'glue',
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
    { title: 'of instances', configuration: trust({ Principal: { Service: 'ec2.amazonaws.com' } }) },
    { title: 'for people', configuration: trust({ Principal: { AWS: '111122223333' } }) },
    { title: 'of a service', configuration: { Path: '/aws-service-role/rds.amazonaws.com/' } },
  ],
});
