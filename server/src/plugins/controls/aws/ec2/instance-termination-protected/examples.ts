import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that is protected', configuration: { DisableApiTermination: true } }],
  fail: [{ title: 'that is not', configuration: { DisableApiTermination: false } }],
  unknown: [
    {
      title: 'where DisableApiTermination could not be read',
      configuration: {},
      unreadable: [
        { path: 'DisableApiTermination', reason: 'denied', permission: 'ec2:DescribeInstanceAttribute' },
      ],
      says: 'ec2:DescribeInstanceAttribute',
    },
  ],
  not_applicable: [{ title: 'of a group', configuration: {}, tags: { 'aws:autoscaling:groupName': 'web' } }],
});
