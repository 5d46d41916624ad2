import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const denying = (Condition: JsonObject) => ({
  ResourcePolicy: {
    Statement: [
      {
        Sid: 'OnlyApp',
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
        Condition,
      },
    ],
  },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'that only one role may read',
      configuration: denying({ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/app' } }),
      says: 'OnlyApp',
    },
  ],
  fail: [
    { title: 'without a policy', configuration: {} },
    {
      title: 'that keeps out other accounts only',
      configuration: denying({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    },
    {
      title: 'that spares every role of the account',
      configuration: denying({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }),
    },
    {
      title: 'that denies plain HTTP only',
      configuration: denying({ Bool: { 'aws:SecureTransport': 'false' } }),
    },
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
