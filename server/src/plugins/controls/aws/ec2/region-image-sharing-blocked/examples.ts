import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that blocks it', configuration: { ImageBlockPublicAccessState: 'block-new-sharing' } }],
  fail: [{ title: 'that does not', configuration: { ImageBlockPublicAccessState: 'unblocked' } }],
  unknown: [
    {
      title: 'where ImageBlockPublicAccessState could not be read',
      configuration: {},
      unreadable: [
        {
          path: 'ImageBlockPublicAccessState',
          reason: 'denied',
          permission: 'ec2:GetImageBlockPublicAccessState',
        },
      ],
      says: 'ec2:GetImageBlockPublicAccessState',
    },
  ],
});
