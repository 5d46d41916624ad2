import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { networkInterfaceType } from './schema.ts';

export const networkInterfaceCollector = defineCollector<AwsSession>({
  resource: networkInterfaceType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeNetworkInterfaces', permission: 'ec2:DescribeNetworkInterfaces' }],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeNetworkInterfaces', { MaxResults: 1000 })) {
      for (const one of page.NetworkInterfaces ?? []) yield observeInterface(session, one);
    }
  },
});

function observeInterface(session: AwsSession, one: NetworkInterface) {
  const draft = draftConfiguration({
    Id: one.NetworkInterfaceId,
    VpcId: one.VpcId,
    SubnetId: one.SubnetId,
    Description: unlessBlank(one.Description),
    InterfaceType: one.InterfaceType,
    GroupSet: sorted(one.Groups?.map((group) => group.GroupId)),
    PrivateIpAddress: one.PrivateIpAddress,
    Ipv6Addresses: sorted(one.Ipv6Addresses?.map((address) => address.Ipv6Address))?.map((Ipv6Address) => ({
      Ipv6Address,
    })),
    SourceDestCheck: one.SourceDestCheck,
    Association: one.Association && {
      PublicIp: one.Association.PublicIp,
      AllocationId: one.Association.AllocationId,
    },
    Attachment:
      one.Attachment &&
      unlessEmpty({
        InstanceId: one.Attachment.InstanceId,
        InstanceOwnerId: one.Attachment.InstanceOwnerId,
        DeleteOnTermination: one.Attachment.DeleteOnTermination,
      }),
    RequesterId: one.RequesterId,
    RequesterManaged: one.RequesterManaged,
    Status: one.Status,
    OwnerId: one.OwnerId,
  });
  return observed(session, draft, {
    externalId: ec2Arn(session, 'network-interface', one.NetworkInterfaceId, one.OwnerId),
    id: one.NetworkInterfaceId,
    tags: one.TagSet,
  });
}
