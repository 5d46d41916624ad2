import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { vpnConnectionCollector as collector } from './collect.ts';

const connection = {
  VpnConnectionId: 'vpn-1',
  Type: 'ipsec.1',
  State: 'available',
  CustomerGatewayId: 'cgw-1',
  CustomerGatewayConfiguration:
    '<vpn_connection><ike><pre_shared_key>hunter2</pre_shared_key></ike></vpn_connection>',
  Options: { StaticRoutesOnly: false, TunnelOptions: [{ PreSharedKey: 'hunter2' }] },
  VgwTelemetry: [
    { OutsideIpAddress: '198.51.100.9', Status: 'DOWN', LastStatusChange: '2026-01-01T00:00:00Z' },
    { OutsideIpAddress: '198.51.100.8', Status: 'UP', LastStatusChange: '2026-01-01T00:00:00Z' },
  ],
  Tags: [],
};
const seen = async (...VpnConnections: object[]) =>
  collectAll(
    collector,
    replaySession({ collector, responses: { 'ec2:DescribeVpnConnections': { VpnConnections } } }),
  );

describe('the VPN connection collector', () => {
  it('says of each tunnel whether it is up', async () => {
    const [one] = await seen(connection);
    expect(one).toMatchObject({
      externalId: 'arn:aws:ec2:us-east-1:123456789012:vpn-connection/vpn-1',
      name: 'vpn-1',
      configuration: {
        CustomerGatewayId: 'cgw-1',
        Tunnels: [
          { OutsideIpAddress: '198.51.100.8', Status: 'UP' },
          { OutsideIpAddress: '198.51.100.9', Status: 'DOWN' },
        ],
      },
    });
  });

  it('never keeps a pre-shared key', async () => {
    expect(JSON.stringify(await seen(connection))).not.toContain('hunter2');
  });

  it('leaves out what is deleted', async () => {
    const gone = { ...connection, State: 'deleted' };
    expect(await seen(gone)).toEqual([]);
    expect(collector.leftOut?.(gone)).toContain('deleted');
  });
});
