import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that gives none', configuration: { MapPublicIpOnLaunch: false } },
    { title: 'that was never changed', configuration: {}, says: 'default' },
  ],
  fail: [{ title: 'that gives them', configuration: { MapPublicIpOnLaunch: true } }],
  unknown: [
    {
      title: 'where MapPublicIpOnLaunch could not be read',
      configuration: {},
      unreadable: [{ path: 'MapPublicIpOnLaunch', reason: 'denied', permission: 'ec2:DescribeSubnets' }],
      says: 'ec2:DescribeSubnets',
    },
  ],
});
