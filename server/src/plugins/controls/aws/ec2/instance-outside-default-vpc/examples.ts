import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'in a VPC of its own',
      configuration: { VpcId: 'vpc-1' },
      surroundings: { vpcs: [{ configuration: { VpcId: 'vpc-1', IsDefault: false } }] },
    },
  ],
  fail: [
    {
      title: 'in the default VPC',
      configuration: { VpcId: 'vpc-1' },
      surroundings: { vpcs: [{ configuration: { VpcId: 'vpc-1', IsDefault: true } }] },
    },
  ],
  unknown: [{ title: 'whose VPC was not listed', configuration: { VpcId: 'vpc-1' }, unlisted: ['vpcs'] }],
});
