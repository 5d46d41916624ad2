import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with logging',
      configuration: { Type: 'AMAZON_ISSUED', CertificateTransparencyLoggingPreference: 'ENABLED' },
    },
  ],
  fail: [
    {
      title: 'without logging',
      configuration: { Type: 'AMAZON_ISSUED', CertificateTransparencyLoggingPreference: 'DISABLED' },
    },
  ],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [{ path: 'Type', reason: 'denied', permission: 'acm:DescribeCertificate' }],
    },
  ],
  not_applicable: [
    { title: 'that was imported', configuration: { Type: 'IMPORTED' } },
    { title: 'that is private', configuration: { Type: 'PRIVATE' } },
  ],
});
