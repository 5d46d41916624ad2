import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with versioning', configuration: { VersioningConfiguration: { Status: 'Enabled' } } }],
  fail: [
    { title: 'that never had versions', configuration: {}, says: 'never' },
    {
      title: 'with suspended versioning',
      configuration: { VersioningConfiguration: { Status: 'Suspended' } },
      says: 'suspended',
    },
  ],
  unknown: [
    {
      title: 'whose versioning was denied',
      configuration: {},
      unreadable: [
        { path: 'VersioningConfiguration', reason: 'denied', permission: 's3:GetBucketVersioning' },
      ],
      says: 's3:GetBucketVersioning',
    },
  ],
});
