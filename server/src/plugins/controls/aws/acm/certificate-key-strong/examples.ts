import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with RSA 2048', configuration: { KeyAlgorithm: 'RSA_2048' } },
    { title: 'with an elliptic curve', configuration: { KeyAlgorithm: 'EC_secp384r1' } },
  ],
  fail: [{ title: 'with RSA 1024', configuration: { KeyAlgorithm: 'RSA_1024' }, says: 'RSA_1024' }],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [{ path: 'KeyAlgorithm', reason: 'denied', permission: 'acm:DescribeCertificate' }],
    },
    { title: 'of which AWS does not say it', configuration: {} },
  ],
});
