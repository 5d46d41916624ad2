import type { ServiceConfiguration } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { vpcEndpointServiceType } from './schema.ts';

export const vpcEndpointServiceCollector = defineCollector<AwsSession>({
  resource: vpcEndpointServiceType,
  scope: 'regional',
  lists: [
    {
      operation: 'ec2:DescribeVpcEndpointServiceConfigurations',
      permission: 'ec2:DescribeVpcEndpointServiceConfigurations',
    },
  ],
  details: [
    {
      operation: 'ec2:DescribeVpcEndpointServicePermissions',
      permission: 'ec2:DescribeVpcEndpointServicePermissions',
      paths: ['AllowedPrincipals'],
      absent: ['InvalidVpcEndpointServiceId.NotFound'],
    },
  ],
  leftOut,
  async *collect(session) {
    const list = session.pages('ec2', 'DescribeVpcEndpointServiceConfigurations', { MaxResults: 1000 });
    for await (const page of list) {
      const present = (page.ServiceConfigurations ?? []).filter((one) => leftOut(one) === undefined);
      yield* session.mapConcurrently(present, (service) => observeService(session, service));
    }
  },
});

function leftOut({ ServiceState: state }: ServiceConfiguration): string | undefined {
  const gone = state === 'Deleted' || state === 'Deleting';
  return gone ? `The service is ${state.toLowerCase()} and only still listed.` : undefined;
}

async function observeService(session: AwsSession, service: ServiceConfiguration) {
  const permissions = await session.detailPages('ec2', 'DescribeVpcEndpointServicePermissions', {
    ServiceId: service.ServiceId,
    MaxResults: 1000,
  });
  // Deleted between the list and this call.
  if (permissions.state === 'absent') return undefined;
  const draft = draftConfiguration({
    ServiceId: service.ServiceId,
    ServiceName: service.ServiceName,
    AcceptanceRequired: service.AcceptanceRequired,
    NetworkLoadBalancerArns: sorted(service.NetworkLoadBalancerArns),
    GatewayLoadBalancerArns: sorted(service.GatewayLoadBalancerArns),
    SupportedIpAddressTypes: sorted(service.SupportedIpAddressTypes),
    ServiceState: service.ServiceState,
  });
  draft.put('AllowedPrincipals', permissions, (pages) =>
    sorted(pages.flatMap((page) => page.AllowedPrincipals ?? []).map(({ Principal }) => Principal)),
  );
  return observed(session, draft, {
    externalId: ec2Arn(session, 'vpc-endpoint-service', service.ServiceId),
    id: service.ServiceId,
    tags: service.Tags,
  });
}
