import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with half a year left',
      configuration: { Status: 'ISSUED', NotAfter: '2026-07-15T00:00:00.000Z' },
      says: '181 days',
    },
    {
      title: 'with exactly 30 days left',
      configuration: { Status: 'ISSUED', NotAfter: '2026-02-14T00:00:00.000Z' },
      says: '30 days',
    },
  ],
  fail: [
    {
      title: 'with a week left',
      configuration: {
        Status: 'ISSUED',
        NotAfter: '2026-01-22T00:00:00.000Z',
        RenewalSummary: { RenewalStatus: 'PENDING_VALIDATION' },
      },
      says: 'PENDING_VALIDATION',
    },
    {
      title: 'that was revoked',
      configuration: { Status: 'REVOKED', NotAfter: '2026-12-31T00:00:00.000Z' },
      says: 'revoked',
    },
    {
      title: 'that is over',
      configuration: { Status: 'EXPIRED', NotAfter: '2025-12-31T00:00:00.000Z' },
      says: '2025-12-31',
    },
  ],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [{ path: 'NotAfter', reason: 'denied', permission: 'acm:DescribeCertificate' }],
    },
    { title: 'of which AWS says no end', configuration: { Status: 'ISSUED' } },
  ],
  not_applicable: [
    { title: 'that waits for its validation', configuration: { Status: 'PENDING_VALIDATION' } },
  ],
});
