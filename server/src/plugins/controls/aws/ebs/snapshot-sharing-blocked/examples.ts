import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that blocks all', configuration: { SnapshotBlockPublicAccessState: 'block-all-sharing' } },
  ],
  fail: [
    {
      title: 'that blocks new ones',
      configuration: { SnapshotBlockPublicAccessState: 'block-new-sharing' },
      says: 'before',
    },
    { title: 'that does not', configuration: { SnapshotBlockPublicAccessState: 'unblocked' } },
  ],
  unknown: [
    {
      title: 'where SnapshotBlockPublicAccessState could not be read',
      configuration: {},
      unreadable: [
        {
          path: 'SnapshotBlockPublicAccessState',
          reason: 'denied',
          permission: 'ec2:GetSnapshotBlockPublicAccessState',
        },
      ],
      says: 'ec2:GetSnapshotBlockPublicAccessState',
    },
  ],
});
