import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with MFA Delete',
      configuration: { VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' } },
    },
  ],
  fail: [
    { title: 'with versions only', configuration: { VersioningConfiguration: { Status: 'Enabled' } } },
    {
      title: 'with suspended versioning',
      configuration: { VersioningConfiguration: { Status: 'Suspended', MFADelete: 'Enabled' } },
      says: 'versioning is not',
    },
  ],
  unknown: [
    {
      title: 'whose versioning was denied',
      configuration: {},
      unreadable: [
        { path: 'VersioningConfiguration', reason: 'denied', permission: 's3:GetBucketVersioning' },
      ],
    },
  ],
});
