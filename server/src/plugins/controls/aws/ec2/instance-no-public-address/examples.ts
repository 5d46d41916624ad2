import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'inside the network',
      configuration: {
        NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1', AssociatePublicIpAddress: false }],
      },
    },
  ],
  fail: [
    { title: 'with a public address', configuration: { PublicIp: '198.51.100.7' }, says: '198.51.100.7' },
    {
      title: 'with an address on its second card',
      configuration: {
        NetworkInterfaces: [
          { NetworkInterfaceId: 'eni-1' },
          { NetworkInterfaceId: 'eni-2', AssociatePublicIpAddress: true },
        ],
      },
      says: 'eni-2',
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
