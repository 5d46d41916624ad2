import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const root = {
  Sid: 'Root',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
};
const denying = (Action: string | string[]) => ({
  Sid: 'OnlyEnclaves',
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource: '*',
  Condition: { StringNotEqualsIgnoreCase: { 'kms:RecipientAttestation:ImageSha384': 'abc' } },
});
const key = (...Statement: JsonObject[]) => ({
  KeyManager: 'CUSTOMER',
  Description: 'Key of the enclave',
  KeyPolicy: { Statement },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'whose way around a Deny closes',
      configuration: key(
        root,
        denying(['kms:Decrypt', 'kms:DeriveSharedSecret', 'kms:GenerateDataKey*', 'kms:GenerateRandom']),
      ),
    },
  ],
  fail: [
    { title: 'that the account may use without', configuration: key(root), says: '"Root"' },
    { title: 'whose Deny covers decrypting only', configuration: key(root, denying('kms:Decrypt')) },
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
      configuration: { KeyManager: 'CUSTOMER', KeyPolicy: { Statement: [root] } },
    },
  ],
});
