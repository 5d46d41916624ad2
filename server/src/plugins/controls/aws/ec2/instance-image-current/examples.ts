import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of a current image',
      configuration: {
        ImageId: 'ami-1',
        SourceImage: { ImageId: 'ami-1', DeprecationTime: '2027-01-01T00:00:00.000Z' },
      },
    },
    {
      title: 'of an image without an end',
      configuration: { ImageId: 'ami-1', SourceImage: { ImageId: 'ami-1' } },
    },
  ],
  fail: [
    {
      title: 'of a deprecated image',
      configuration: { ImageId: 'ami-1', SourceImage: { DeprecationTime: '2025-12-01T00:00:00.000Z' } },
      says: '2025-12-01',
    },
    { title: 'of an image that is gone', configuration: { ImageId: 'ami-1' }, says: 'withdrawn' },
  ],
  unknown: [
    {
      title: 'where SourceImage could not be read',
      configuration: { ImageId: 'ami-1' },
      unreadable: [{ path: 'SourceImage', reason: 'denied', permission: 'ec2:DescribeImages' }],
      says: 'ec2:DescribeImages',
    },
  ],
});
