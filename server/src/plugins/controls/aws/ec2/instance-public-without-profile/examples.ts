import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a public address and no profile', configuration: { PublicIp: '198.51.100.7' } }],
  fail: [
    {
      title: 'with both',
      configuration: { PublicIp: '198.51.100.7', IamInstanceProfile: 'web' },
      says: 'web',
    },
  ],
  unknown: [
    {
      title: 'where IamInstanceProfile could not be read',
      configuration: { PublicIp: '198.51.100.7' },
      unreadable: [{ path: 'IamInstanceProfile', reason: 'denied', permission: 'ec2:DescribeInstances' }],
      says: 'ec2:DescribeInstances',
    },
  ],
  not_applicable: [{ title: 'without a public address', configuration: { IamInstanceProfile: 'web' } }],
});
