import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'in a VPC', configuration: { VPCOptions: { VPCId: 'vpc-1', SubnetIds: ['subnet-a'] } } }],
  fail: [{ title: 'outside', configuration: {} }],
  unknown: [
    {
      title: 'whose VPCOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'VPCOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
  ],
});
