import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const trust = (statement: object) =>
  ({
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', ...statement }],
    },
  }) as never;
const issuer = 'token.actions.githubusercontent.com';
const Federated = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const subject = (value: string) =>
  trust({ Principal: { Federated }, Condition: { StringLike: { [`${issuer}:sub`]: value } } });

export const examples = defineExamples({
  pass: [{ title: 'for one owner', configuration: subject('repo:example/*') }],
  fail: [
    { title: 'for any repository', configuration: subject('repo:*'), says: 'everybody' },
    {
      title: 'with the audience only',
      configuration: trust({
        Principal: { Federated },
        Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' } },
      }),
      says: `${issuer}:sub`,
    },
    {
      title: 'of a cluster, for every pod',
      configuration: trust({
        Principal: {
          Federated: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/A',
        },
      }),
      says: 'all that it knows',
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
    { title: 'for a service', configuration: trust({ Principal: { Service: 'ec2.amazonaws.com' } }) },
    { title: 'of a service', configuration: { Path: '/aws-service-role/rds.amazonaws.com/' } },
  ],
});
