import type { FlowLog, Vpc } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { ec2Filter } from '../../session/one-resource.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { flowLogsOf } from './flow-logs.ts';
import { vpcType } from './schema.ts';

export const vpcCollector = defineCollector<AwsSession>({
  resource: vpcType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeVpcs', permission: 'ec2:DescribeVpcs' }],
  details: [
    {
      operation: 'ec2:DescribeVpcAttribute',
      permission: 'ec2:DescribeVpcAttribute',
      paths: ['EnableDnsSupport', 'EnableDnsHostnames'],
    },
    { operation: 'ec2:DescribeFlowLogs', permission: 'ec2:DescribeFlowLogs', paths: ['FlowLogs'] },
  ],
  one: (arn) => [
    { operation: 'ec2:DescribeVpcs', input: ec2Filter('vpc-id', arn) },
    { operation: 'ec2:DescribeFlowLogs', input: { Filter: ec2Filter('resource-id', arn).Filters } },
  ],
  async *collect(session) {
    let flowLogs: Detail<FlowLog[]> | undefined;
    for await (const page of session.pages('ec2', 'DescribeVpcs', { MaxResults: 1000 })) {
      // One list for the region instead of one call per VPC.
      flowLogs ??= await regionFlowLogs(session);
      const known = flowLogs;
      yield* session.mapConcurrently(page.Vpcs ?? [], (vpc) => observeVpc(session, vpc, known));
    }
  },
});

async function regionFlowLogs(session: AwsSession): Promise<Detail<FlowLog[]>> {
  const pages = await session.detailPages('ec2', 'DescribeFlowLogs', { MaxResults: 1000 });
  return pages.state === 'value'
    ? { state: 'value', value: pages.value.flatMap((page) => page.FlowLogs ?? []) }
    : pages;
}

async function observeVpc(session: AwsSession, vpc: Vpc, flowLogs: Detail<FlowLog[]>) {
  const attribute = (name: 'enableDnsSupport' | 'enableDnsHostnames', path: string) =>
    session.detail('ec2', 'DescribeVpcAttribute', { VpcId: vpc.VpcId, Attribute: name }, { paths: [path] });
  const [dnsSupport, dnsHostnames] = await Promise.all([
    attribute('enableDnsSupport', 'EnableDnsSupport'),
    attribute('enableDnsHostnames', 'EnableDnsHostnames'),
  ]);
  const associated = (vpc.CidrBlockAssociationSet ?? []).filter(
    ({ CidrBlockState }) => CidrBlockState?.State === undefined || CidrBlockState.State === 'associated',
  );
  const associated6 = (vpc.Ipv6CidrBlockAssociationSet ?? []).filter(
    ({ Ipv6CidrBlockState }) =>
      Ipv6CidrBlockState?.State === undefined || Ipv6CidrBlockState.State === 'associated',
  );
  const draft = draftConfiguration({
    VpcId: vpc.VpcId,
    CidrBlock: vpc.CidrBlock,
    CidrBlocks: sorted(associated.map((association) => association.CidrBlock)),
    CidrBlockAssociations: sorted(associated.map((association) => association.AssociationId)),
    Ipv6CidrBlocks: sorted(associated6.map((association) => association.Ipv6CidrBlock)),
    InstanceTenancy: vpc.InstanceTenancy,
    DhcpOptionsId: vpc.DhcpOptionsId,
    IsDefault: vpc.IsDefault,
    OwnerId: vpc.OwnerId,
  });
  draft.put('EnableDnsSupport', dnsSupport, (answer) => answer.EnableDnsSupport?.Value);
  draft.put('EnableDnsHostnames', dnsHostnames, (answer) => answer.EnableDnsHostnames?.Value);
  draft.put('FlowLogs', flowLogs, (all) => flowLogsOf(vpc.VpcId, all));
  return observed(session, draft, {
    externalId: ec2Arn(session, 'vpc', vpc.VpcId, vpc.OwnerId),
    id: vpc.VpcId,
    tags: vpc.Tags,
  });
}
