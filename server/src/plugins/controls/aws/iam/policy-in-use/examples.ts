import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that is attached', configuration: { AttachmentCount: 1 } },
    { title: 'that is a boundary', configuration: { AttachmentCount: 0, PermissionsBoundaryUsageCount: 2 } },
  ],
  fail: [
    { title: 'that nobody has', configuration: { AttachmentCount: 0, PermissionsBoundaryUsageCount: 0 } },
  ],
  unknown: [{ title: 'whose count is not known', configuration: {} }],
});
