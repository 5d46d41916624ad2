import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const VpcId = 'vpc-1';
const internet = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' };
const subnet = (SubnetId: string) => ({ configuration: { VpcId, SubnetId } });
const table = (association: { [key: string]: string | boolean }, ...Routes: { [key: string]: string }[]) => ({
  configuration: { VpcId, Associations: [association], Routes },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'with both',
      configuration: { VpcId },
      surroundings: {
        subnets: [subnet('subnet-1'), subnet('subnet-2')],
        routes: [table({ SubnetId: 'subnet-1' }, internet), table({ Main: true })],
      },
    },
    {
      title: 'with private ones only',
      configuration: { VpcId },
      surroundings: { subnets: [subnet('subnet-1')], routes: [table({ Main: true })] },
    },
  ],
  fail: [
    {
      title: 'with public ones only',
      configuration: { VpcId },
      surroundings: {
        subnets: [subnet('subnet-1'), subnet('subnet-2')],
        routes: [table({ Main: true }, internet)],
      },
      says: 'All 2',
    },
  ],
  unknown: [
    {
      title: 'whose route tables were not listed',
      configuration: { VpcId },
      surroundings: { subnets: [subnet('subnet-1')] },
      unlisted: ['routes'],
    },
    {
      title: 'whose route table belongs to another account',
      configuration: { VpcId },
      surroundings: { subnets: [subnet('subnet-1')], routes: [] },
    },
  ],
  not_applicable: [
    { title: 'without subnets', configuration: { VpcId }, surroundings: { subnets: [], routes: [] } },
  ],
});
