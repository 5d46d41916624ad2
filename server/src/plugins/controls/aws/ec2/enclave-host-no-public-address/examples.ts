import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'inside the network', configuration: { EnclaveOptions: { Enabled: true } } }],
  fail: [
    {
      title: 'with a public address',
      configuration: { EnclaveOptions: { Enabled: true }, PublicIp: '198.51.100.7' },
    },
  ],
  unknown: [
    {
      title: 'where NetworkInterfaces could not be read',
      configuration: { EnclaveOptions: { Enabled: true } },
      unreadable: [{ path: 'NetworkInterfaces', reason: 'denied', permission: 'ec2:DescribeInstances' }],
      says: 'ec2:DescribeInstances',
    },
  ],
  not_applicable: [{ title: 'without enclaves', configuration: {} }],
});
