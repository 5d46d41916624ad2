import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const vpc = (region: string, IsDefault = false) => ({
  region,
  configuration: { VpcId: `vpc-${region}`, IsDefault },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'with VPCs in two regions',
      configuration: {},
      surroundings: { vpcs: [vpc('us-east-1'), vpc('eu-west-1')] },
    },
  ],
  fail: [
    {
      title: 'with VPCs in one region',
      configuration: {},
      surroundings: { vpcs: [vpc('us-east-1'), vpc('us-east-1'), vpc('eu-west-1', true)] },
      says: 'us-east-1',
    },
  ],
  unknown: [
    {
      title: 'whose VPCs were not listed',
      configuration: {},
      surroundings: { vpcs: [vpc('us-east-1')] },
      unlisted: ['vpcs'],
    },
  ],
  not_applicable: [
    { title: 'with default VPCs only', configuration: {}, surroundings: { vpcs: [vpc('us-east-1', true)] } },
  ],
});
