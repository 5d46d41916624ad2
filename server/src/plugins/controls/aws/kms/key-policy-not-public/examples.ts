import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (AWS: string, Condition?: JsonObject) => ({
  KeyManager: 'CUSTOMER',
  KeyPolicy: {
    Statement: [
      {
        Sid: 'Use',
        Effect: 'Allow',
        Principal: { AWS },
        Action: 'kms:Decrypt',
        Resource: '*',
        ...(Condition && { Condition }),
      },
    ],
  },
});

export const examples = defineExamples({
  pass: [
    { title: 'of its own account', configuration: allowing('arn:aws:iam::111122223333:root') },
    {
      title: 'that everybody of one account may use',
      configuration: allowing('*', { StringEquals: { 'kms:CallerAccount': '111122223333' } }),
    },
  ],
  fail: [
    { title: 'that everybody may use', configuration: allowing('*'), says: '"Use"' },
    {
      title: 'that everybody may use through a service',
      configuration: allowing('*', { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }),
    },
  ],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: { KeyManager: 'CUSTOMER' },
      unreadable: [{ path: 'KeyPolicy', reason: 'denied', permission: 'kms:GetKeyPolicy' }],
    },
  ],
  not_applicable: [{ title: 'that AWS manages', configuration: { KeyManager: 'AWS' } }],
});
