import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { clientVpnEndpointType } from '../../../../providers/aws/resources/client_vpn_endpoint/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-client-vpn-connections-logged',
  version: 1,
  title: 'Client VPN endpoint logs its connections',
  severity: 'low',
  category: 'logging',
  risk: 'Whoever connects by VPN stands inside the network. Without the log nobody can say who it was, from where and how long, nor see attempts that failed.',
  advice: {
    console:
      'VPC → Client VPN endpoints → the endpoint → Actions → Modify: switch on "Log details on client connections" and name a log group.',
    cli: 'aws ec2 modify-client-vpn-endpoint --client-vpn-endpoint-id ENDPOINT_ID --connection-log-options Enabled=true,CloudwatchLogGroup=GROUP',
    terraform:
      'resource "aws_ec2_client_vpn_endpoint" "this" {\n  connection_log_options {\n    enabled              = true\n    cloudwatch_log_group = aws_cloudwatch_log_group.vpn.name\n  }\n}',
    cloudformation: 'ConnectionLogOptions:\n  Enabled: true\n  CloudwatchLogGroup: !Ref VpnLogs',
  },
  references: ['https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/connection-logging.html'],
  resource: clientVpnEndpointType,
  equivalents: ['prowler:ec2_client_vpn_endpoint_connection_logging_enabled'],
  evaluate({ ConnectionLogOptions: log }) {
    if (log?.Enabled === true)
      return pass(
        `Connections are logged to ${log.CloudwatchLogGroup ?? 'CloudWatch'}.`,
        'ConnectionLogOptions',
      );
    return fail('Connections are not logged.', 'ConnectionLogOptions');
  },
});
