import type { Address } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessBlank } from '../../shapes/order.ts';
import { elasticIpType } from './schema.ts';

export const elasticIpCollector = defineCollector<AwsSession>({
  resource: elasticIpType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeAddresses', permission: 'ec2:DescribeAddresses' }],
  details: [],
  async *collect(session) {
    const answer = await session.call('ec2', 'DescribeAddresses', {});
    for (const address of answer.Addresses ?? []) yield observeAddress(session, address);
  },
});

function observeAddress(session: AwsSession, address: Address) {
  const draft = draftConfiguration({
    AllocationId: address.AllocationId,
    PublicIp: address.PublicIp,
    Domain: address.Domain,
    NetworkBorderGroup: address.NetworkBorderGroup,
    PublicIpv4Pool: address.PublicIpv4Pool,
    InstanceId: unlessBlank(address.InstanceId),
    AssociationId: address.AssociationId,
    NetworkInterfaceId: unlessBlank(address.NetworkInterfaceId),
    PrivateIpAddress: address.PrivateIpAddress,
  });
  return observed(session, draft, {
    // Addresses of the time before VPCs have no allocation id; the address itself is their name.
    externalId: ec2Arn(session, 'elastic-ip', address.AllocationId ?? address.PublicIp),
    id: address.PublicIp ?? address.AllocationId,
    tags: address.Tags,
  });
}
