import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of an interface',
      configuration: { AssociationId: 'eipassoc-1', NetworkInterfaceId: 'eni-1' },
      says: 'eni-1',
    },
  ],
  fail: [{ title: 'of nothing', configuration: { AllocationId: 'eipalloc-1' } }],
  unknown: [
    {
      title: 'where AssociationId could not be read',
      configuration: {},
      unreadable: [{ path: 'AssociationId', reason: 'denied', permission: 'ec2:DescribeAddresses' }],
      says: 'ec2:DescribeAddresses',
    },
  ],
});
