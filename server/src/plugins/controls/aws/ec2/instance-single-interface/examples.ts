import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with one', configuration: { NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }] } }],
  fail: [
    {
      title: 'with two',
      configuration: {
        NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }, { NetworkInterfaceId: 'eni-2' }],
      },
      says: '2',
    },
  ],
  unknown: [
    {
      title: 'where NetworkInterfaces could not be read',
      configuration: {},
      unreadable: [{ path: 'NetworkInterfaces', reason: 'denied', permission: 'ec2:DescribeInstances' }],
      says: 'ec2:DescribeInstances',
    },
  ],
});
