import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const subnet = (AvailabilityZone: string, VpcId = 'vpc-1') => ({
  configuration: { VpcId, AvailabilityZone },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'in two zones',
      configuration: { VpcId: 'vpc-1' },
      surroundings: { subnets: [subnet('us-east-1a'), subnet('us-east-1b')] },
    },
  ],
  fail: [
    {
      title: 'in one zone',
      configuration: { VpcId: 'vpc-1' },
      surroundings: { subnets: [subnet('us-east-1a'), subnet('us-east-1a'), subnet('us-east-1b', 'vpc-2')] },
      says: 'us-east-1a',
    },
    { title: 'without subnets', configuration: { VpcId: 'vpc-1' }, surroundings: { subnets: [] } },
  ],
  unknown: [
    { title: 'whose subnets were not listed', configuration: { VpcId: 'vpc-1' }, unlisted: ['subnets'] },
  ],
});
