import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'in two zones',
      configuration: { VpcConfig: { SubnetIds: ['s-1', 's-2'] } },
      surroundings: {
        subnets: [
          { configuration: { SubnetId: 's-1', AvailabilityZone: 'us-east-1a' } },
          { configuration: { SubnetId: 's-2', AvailabilityZone: 'us-east-1b' } },
        ],
      },
    },
  ],
  fail: [
    { title: 'in one subnet', configuration: { VpcConfig: { SubnetIds: ['s-1'] } } },
    {
      title: 'in two subnets of one zone',
      configuration: { VpcConfig: { SubnetIds: ['s-1', 's-2'] } },
      surroundings: {
        subnets: [
          { configuration: { SubnetId: 's-1', AvailabilityZone: 'us-east-1a' } },
          { configuration: { SubnetId: 's-2', AvailabilityZone: 'us-east-1a' } },
        ],
      },
    },
  ],
  unknown: [
    {
      title: 'where subnets were not listed',
      configuration: { VpcConfig: { SubnetIds: ['s-1', 's-2'] } },
      unlisted: ['subnets'],
    },
    {
      title: 'whose subnets are shared by another account',
      configuration: { VpcConfig: { SubnetIds: ['s-1', 's-2'] } },
    },
  ],
  not_applicable: [{ title: 'outside of a VPC', configuration: {} }],
});
