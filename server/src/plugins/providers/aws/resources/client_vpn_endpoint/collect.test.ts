import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { clientVpnEndpointCollector as collector } from './collect.ts';

const endpoint = {
  ClientVpnEndpointId: 'cvpn-endpoint-1',
  Status: { Code: 'available' },
  ClientCidrBlock: '10.99.0.0/22',
  SplitTunnel: true,
  SecurityGroupIds: ['sg-2', 'sg-1'],
  ConnectionLogOptions: { Enabled: true, CloudwatchLogGroup: '/vpn', CloudwatchLogStream: '' },
  AuthenticationOptions: [{ Type: 'certificate-authentication' }],
  Tags: [{ Key: 'Name', Value: 'staff' }],
};
const seen = async (...ClientVpnEndpoints: object[]) =>
  collectAll(
    collector,
    replaySession({ collector, responses: { 'ec2:DescribeClientVpnEndpoints': { ClientVpnEndpoints } } }),
  );

describe('the Client VPN endpoint collector', () => {
  it("writes what was configured in CloudFormation's names", async () => {
    const [one] = await seen(endpoint);
    expect(one).toMatchObject({
      externalId: 'arn:aws:ec2:us-east-1:123456789012:client-vpn-endpoint/cvpn-endpoint-1',
      name: 'staff',
      configuration: {
        SecurityGroupIds: ['sg-1', 'sg-2'],
        ConnectionLogOptions: { Enabled: true, CloudwatchLogGroup: '/vpn' },
      },
    });
  });

  it('leaves out what is being deleted', async () => {
    const gone = { ...endpoint, Status: { Code: 'deleting' } };
    expect(await seen(gone)).toEqual([]);
    expect(collector.leftOut?.(gone)).toContain('deleting');
  });

  it('knows nothing when it may not list', async () => {
    await expect(collectAll(collector, replaySession({ collector, responses: {} }))).rejects.toMatchObject({
      name: 'AwsCallError',
    });
  });
});
