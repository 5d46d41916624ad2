import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'whose owner is enforced',
      configuration: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
    },
  ],
  fail: [
    {
      title: 'whose owner is preferred',
      configuration: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] } },
      says: 'BucketOwnerPreferred',
    },
    { title: 'without ownership controls', configuration: {}, says: 'ObjectWriter' },
  ],
  unknown: [
    {
      title: 'whose ownership was denied',
      configuration: {},
      unreadable: [
        { path: 'OwnershipControls', reason: 'denied', permission: 's3:GetBucketOwnershipControls' },
      ],
    },
  ],
});
