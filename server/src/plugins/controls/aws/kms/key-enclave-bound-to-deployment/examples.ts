import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const use = (attestation: JsonObject) => ({
  KeyManager: 'CUSTOMER',
  KeyPolicy: {
    Statement: [
      {
        Sid: 'Use',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringEqualsIgnoreCase: attestation },
      },
    ],
  },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'that names image and role',
      configuration: use({
        'kms:RecipientAttestation:ImageSha384': 'a',
        'kms:RecipientAttestation:PCR3': 'b',
      }),
    },
  ],
  fail: [
    {
      title: 'that names an image only',
      configuration: use({ 'kms:RecipientAttestation:ImageSha384': 'a' }),
      says: '"Use"',
    },
  ],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: { KeyManager: 'CUSTOMER' },
      unreadable: [{ path: 'KeyPolicy', reason: 'denied', permission: 'kms:GetKeyPolicy' }],
    },
  ],
  not_applicable: [
    {
      title: 'for something else',
      configuration: {
        KeyManager: 'CUSTOMER',
        KeyPolicy: {
          Statement: [
            { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' },
          ],
        },
      },
    },
  ],
});
