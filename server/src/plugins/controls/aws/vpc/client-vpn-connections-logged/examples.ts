import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that does',
      configuration: { ConnectionLogOptions: { Enabled: true, CloudwatchLogGroup: '/vpn' } },
      says: '/vpn',
    },
  ],
  fail: [
    { title: 'that does not', configuration: { ConnectionLogOptions: { Enabled: false } } },
    { title: 'that says nothing', configuration: {} },
  ],
  unknown: [
    {
      title: 'where ConnectionLogOptions could not be read',
      configuration: {},
      unreadable: [
        { path: 'ConnectionLogOptions', reason: 'denied', permission: 'ec2:DescribeClientVpnEndpoints' },
      ],
      says: 'ec2:DescribeClientVpnEndpoints',
    },
  ],
});
