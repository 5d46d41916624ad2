import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'whose certificate is valid for a year',
      configuration: {
        CACertificateIdentifier: 'rds-ca-rsa2048-g1',
        CertificateDetails: { ValidTill: '2027-05-21T18:00:00Z' },
      },
    },
  ],
  fail: [
    {
      title: 'of an expired authority',
      configuration: { CACertificateIdentifier: 'rds-ca-2019' },
      says: 'rds-ca-2019',
    },
    {
      title: 'whose certificate expires in two weeks',
      configuration: { CertificateDetails: { ValidTill: '2026-01-29T00:00:00Z' } },
      says: '14 days',
    },
    {
      title: 'whose certificate has expired',
      configuration: { CertificateDetails: { ValidTill: '2025-12-01T00:00:00Z' } },
    },
  ],
  unknown: [
    {
      title: 'whose CertificateDetails nobody could read',
      configuration: {},
      unreadable: [{ path: 'CertificateDetails', reason: 'denied', permission: 'rds:DescribeDBInstances' }],
    },
    { title: 'whose certificate RDS does not describe', configuration: {} },
  ],
});
