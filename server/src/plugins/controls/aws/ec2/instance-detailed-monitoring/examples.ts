import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with detailed monitoring', configuration: { Monitoring: true } }],
  fail: [
    { title: 'with basic monitoring', configuration: { Monitoring: false } },
    { title: 'as AWS starts it', configuration: {} },
  ],
  unknown: [
    {
      title: 'where Monitoring could not be read',
      configuration: {},
      unreadable: [{ path: 'Monitoring', reason: 'denied', permission: 'ec2:DescribeInstances' }],
      says: 'ec2:DescribeInstances',
    },
  ],
});
