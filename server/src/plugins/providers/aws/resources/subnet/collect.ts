import type { Subnet } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { ec2Filter } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank } from '../../shapes/order.ts';
import { subnetType } from './schema.ts';

export const subnetCollector = defineCollector<AwsSession>({
  resource: subnetType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeSubnets', permission: 'ec2:DescribeSubnets' }],
  details: [],
  one: (arn) => [{ operation: 'ec2:DescribeSubnets', input: ec2Filter('subnet-id', arn) }],
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeSubnets', { MaxResults: 1000 })) {
      for (const subnet of page.Subnets ?? []) yield observeSubnet(session, subnet);
    }
  },
});

function observeSubnet(session: AwsSession, subnet: Subnet) {
  const ipv6 = sorted(
    (subnet.Ipv6CidrBlockAssociationSet ?? [])
      .filter(({ Ipv6CidrBlockState: at }) => at?.State === undefined || at.State === 'associated')
      .map((association) => association.Ipv6CidrBlock),
  );
  const draft = draftConfiguration({
    SubnetId: subnet.SubnetId,
    VpcId: subnet.VpcId,
    AvailabilityZone: subnet.AvailabilityZone,
    AvailabilityZoneId: subnet.AvailabilityZoneId,
    CidrBlock: unlessBlank(subnet.CidrBlock),
    Ipv6CidrBlock: ipv6?.[0],
    Ipv6CidrBlocks: ipv6,
    MapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch,
    MapCustomerOwnedIpOnLaunch: subnet.MapCustomerOwnedIpOnLaunch || undefined,
    CustomerOwnedIpv4Pool: subnet.CustomerOwnedIpv4Pool,
    AssignIpv6AddressOnCreation: subnet.AssignIpv6AddressOnCreation,
    EnableDns64: subnet.EnableDns64,
    EnableLniAtDeviceIndex: subnet.EnableLniAtDeviceIndex,
    Ipv6Native: subnet.Ipv6Native,
    OutpostArn: subnet.OutpostArn,
    PrivateDnsNameOptionsOnLaunch: subnet.PrivateDnsNameOptionsOnLaunch,
    BlockPublicAccessStates: subnet.BlockPublicAccessStates,
    DefaultForAz: subnet.DefaultForAz,
    OwnerId: subnet.OwnerId,
  });
  return observed(session, draft, {
    externalId: subnet.SubnetArn ?? ec2Arn(session, 'subnet', subnet.SubnetId, subnet.OwnerId),
    id: subnet.SubnetId,
    tags: subnet.Tags,
  });
}
