import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const use = (Condition?: JsonObject) => ({
  Sid: 'Use',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
  Action: 'kms:Decrypt',
  Resource: '*',
  ...(Condition && { Condition }),
});
const attested = { StringEqualsIgnoreCase: { 'kms:RecipientAttestation:ImageSha384': 'abc' } };
const root = {
  Sid: 'Root',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
};
const key = (...Statement: JsonObject[]) => ({
  KeyManager: 'CUSTOMER',
  Description: 'Key of the enclave',
  KeyPolicy: { Statement },
});

export const examples = defineExamples({
  pass: [{ title: 'that asks for an image', configuration: key(use(attested)) }],
  fail: [
    { title: 'that anybody with the role may use', configuration: key(use()), says: '"Use"' },
    { title: 'that the account may use as well', configuration: key(use(attested), root), says: '"Root"' },
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
      configuration: { KeyManager: 'CUSTOMER', Description: 'Databases', KeyPolicy: { Statement: [root] } },
    },
  ],
});
