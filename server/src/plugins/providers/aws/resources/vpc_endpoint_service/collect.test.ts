import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { vpcEndpointServiceCollector as collector } from './collect.ts';

const service = {
  ServiceId: 'vpce-svc-1',
  ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-1',
  ServiceState: 'Available',
  AcceptanceRequired: true,
  NetworkLoadBalancerArns: ['arn:nlb'],
  Tags: [{ Key: 'Name', Value: 'pricing' }],
};
const list = { 'ec2:DescribeVpcEndpointServiceConfigurations': { ServiceConfigurations: [service] } };
const seen = (responses: object) =>
  collectAll(collector, replaySession({ collector, responses: responses as never }));

describe('the VPC endpoint service collector', () => {
  it('reads who may connect', async () => {
    const permissions = {
      AllowedPrincipals: [{ Principal: 'arn:aws:iam::444455556666:root' }, { Principal: '*' }],
    };
    const [one] = await seen({ ...list, 'ec2:DescribeVpcEndpointServicePermissions': permissions });
    expect(one).toMatchObject({
      externalId: 'arn:aws:ec2:us-east-1:123456789012:vpc-endpoint-service/vpce-svc-1',
      name: 'pricing',
      configuration: { AcceptanceRequired: true, AllowedPrincipals: ['*', 'arn:aws:iam::444455556666:root'] },
      unreadable: [],
    });
  });

  it('says that it may not read who may connect', async () => {
    const [one] = await seen(list);
    expect(one?.unreadable).toMatchObject([{ path: 'AllowedPrincipals' }]);
    expect(one?.configuration).not.toHaveProperty('AllowedPrincipals');
  });

  it('does not report a service that is gone', async () => {
    const gone = {
      'ec2:DescribeVpcEndpointServicePermissions': { error: 'InvalidVpcEndpointServiceId.NotFound' },
    };
    expect(await seen({ ...list, ...gone })).toEqual([]);
    expect(collector.leftOut?.({ ...service, ServiceState: 'Deleting' })).toContain('deleting');
  });
});
