import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that runs', configuration: { EnclaveOptions: { Enabled: true }, State: { Name: 'running' } } },
  ],
  fail: [
    {
      title: 'that is stopped',
      configuration: { EnclaveOptions: { Enabled: true }, State: { Name: 'stopped' } },
      says: 'stopped',
    },
  ],
  unknown: [
    {
      title: 'where State could not be read',
      configuration: { EnclaveOptions: { Enabled: true } },
      unreadable: [{ path: 'State', reason: 'denied', permission: 'ec2:DescribeInstances' }],
      says: 'ec2:DescribeInstances',
    },
  ],
  not_applicable: [{ title: 'without enclaves', configuration: {} }],
});
