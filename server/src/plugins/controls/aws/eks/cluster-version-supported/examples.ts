import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a supported version',
      configuration: {
        Version: '1.34',
        VersionSupport: { EndOfStandardSupportDate: '2026-12-02T00:00:00.000Z' },
      },
    },
  ],
  fail: [
    {
      title: 'with an old version',
      configuration: {
        Version: '1.30',
        VersionSupport: { EndOfStandardSupportDate: '2025-07-23T00:00:00.000Z' },
      },
      says: '2025-07-23',
    },
  ],
  unknown: [
    {
      title: 'whose VersionSupport nobody could read',
      configuration: { Version: '1.34' },
      unreadable: [{ path: 'VersionSupport', reason: 'denied', permission: 'eks:DescribeClusterVersions' }],
    },
    { title: 'whose version EKS does not list', configuration: { Version: '1.12' } },
  ],
});
