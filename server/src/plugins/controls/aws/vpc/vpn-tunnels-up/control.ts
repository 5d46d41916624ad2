import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpnConnectionType } from '../../../../providers/aws/resources/vpn_connection/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-vpn-tunnels-up',
  version: 1,
  title: 'Both tunnels of the VPN connection are up',
  severity: 'medium',
  category: 'resilience',
  risk: 'AWS maintains one tunnel after the other. A connection with one tunnel works until that day, and then the office or the warehouse is cut off.',
  advice: {
    console:
      'VPC → Site-to-Site VPN connections → the connection → Tunnel details: read why the tunnel is down, then correct the device of the other side (Download configuration).',
    cli: 'aws ec2 describe-vpn-connections --vpn-connection-ids VPN_ID --query "VpnConnections[].VgwTelemetry"',
    terraform:
      'resource "aws_vpn_connection" "this" {\n  customer_gateway_id = aws_customer_gateway.office.id\n  transit_gateway_id  = aws_ec2_transit_gateway.hub.id\n  type                = "ipsec.1"\n}',
    cloudformation:
      '# The state of a tunnel is not part of a template; configure both on the device of the other side.\nType: AWS::EC2::VPNConnection',
  },
  references: ['https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html'],
  resource: vpnConnectionType,
  equivalents: ['prowler:vpc_vpn_connection_tunnels_up'],
  evaluate({ Tunnels: tunnels = [] }) {
    const down = tunnels.filter(({ Status }) => Status !== 'UP');
    if (tunnels.length === 0) return unknown('AWS reports no tunnel of the connection.', 'Tunnels');
    if (down.length > 0)
      return fail(
        `${down.length} of ${tunnels.length} tunnels are down: ${down.map(({ OutsideIpAddress }) => OutsideIpAddress).join(', ')}.`,
        'Tunnels',
      );
    return pass(`All ${tunnels.length} tunnels are up.`, 'Tunnels');
  },
});
