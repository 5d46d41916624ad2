import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of a young image',
      configuration: { ImageId: 'ami-1', SourceImage: { CreationDate: '2025-12-31T00:00:00.000Z' } },
      says: '15 days',
    },
  ],
  fail: [
    {
      title: 'of an old image',
      configuration: { ImageId: 'ami-1', SourceImage: { CreationDate: '2021-12-31T00:00:00.000Z' } },
    },
  ],
  unknown: [{ title: 'of an image that is gone', configuration: { ImageId: 'ami-1' } }],
});
