import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const peering = {
  Id: 'pcx-1',
  Status: 'active',
  Requester: { OwnerId: '111122223333', CidrBlocks: ['10.0.0.0/16'] },
  Accepter: { OwnerId: '111122223333', CidrBlocks: ['10.1.0.0/16'] },
};
const table = (DestinationCidrBlock: string) => ({
  configuration: {
    RouteTableId: 'rtb-1',
    Routes: [{ DestinationCidrBlock, VpcPeeringConnectionId: 'pcx-1' }],
  },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'with a route to one subnet',
      configuration: peering,
      surroundings: { tables: [table('10.1.16.0/20')] },
    },
    { title: 'without routes', configuration: peering, surroundings: { tables: [] } },
    {
      title: 'whose table has a default route elsewhere',
      configuration: peering,
      surroundings: {
        tables: [
          {
            configuration: {
              Routes: [
                { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' },
                { DestinationCidrBlock: '10.1.16.0/20', VpcPeeringConnectionId: 'pcx-1' },
              ],
            },
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'with a route to the whole other side',
      configuration: peering,
      surroundings: { tables: [table('10.1.0.0/16')] },
      says: '10.1.0.0/16',
    },
    {
      title: 'with a route to everything',
      configuration: peering,
      surroundings: { tables: [table('0.0.0.0/0')] },
    },
  ],
  unknown: [
    { title: 'where the route tables were not listed', configuration: peering, unlisted: ['tables'] },
    {
      title: 'with a route to a prefix list',
      configuration: peering,
      surroundings: {
        tables: [
          {
            configuration: {
              RouteTableId: 'rtb-1',
              Routes: [{ DestinationPrefixListId: 'pl-1', VpcPeeringConnectionId: 'pcx-1' }],
            },
          },
        ],
      },
    },
  ],
  not_applicable: [
    {
      title: 'that nobody accepted yet',
      configuration: { Id: 'pcx-1', Status: 'pending-acceptance' },
      surroundings: { tables: [] },
    },
  ],
});
