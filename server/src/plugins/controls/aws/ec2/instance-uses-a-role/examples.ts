import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a profile', configuration: { IamInstanceProfile: 'web' }, says: 'web' }],
  fail: [{ title: 'without one', configuration: {} }],
  unknown: [
    {
      title: 'whose IamInstanceProfile was denied',
      configuration: {},
      unreadable: [{ path: 'IamInstanceProfile', reason: 'denied', permission: 'ec2:DescribeInstances' }],
      says: 'ec2:DescribeInstances',
    },
  ],
});
