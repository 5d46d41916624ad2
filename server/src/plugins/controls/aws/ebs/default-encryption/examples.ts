import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that encrypts', configuration: { EbsEncryptionByDefault: true } }],
  fail: [{ title: 'that does not', configuration: { EbsEncryptionByDefault: false } }],
  unknown: [
    {
      title: 'where EbsEncryptionByDefault could not be read',
      configuration: {},
      unreadable: [
        { path: 'EbsEncryptionByDefault', reason: 'denied', permission: 'ec2:GetEbsEncryptionByDefault' },
      ],
      says: 'ec2:GetEbsEncryptionByDefault',
    },
  ],
});
