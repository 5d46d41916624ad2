import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcType } from '../../../../providers/aws/resources/vpc/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-flow-logs-enabled',
  version: 1,
  title: 'VPC records its traffic in a flow log',
  severity: 'medium',
  category: 'logging',
  risk: 'Without flow logs nobody can say afterwards which machine talked to whom: not what an intruder reached, nor how much left the network.',
  advice: {
    console:
      'VPC → Your VPCs → the VPC → Flow logs → Create flow log: filter "All" or "Reject", to CloudWatch Logs or S3.',
    cli: 'aws ec2 create-flow-logs --resource-type VPC --resource-ids VPC_ID --traffic-type ALL --log-destination-type s3 --log-destination arn:aws:s3:::BUCKET',
    terraform:
      'resource "aws_flow_log" "this" {\n  vpc_id               = aws_vpc.this.id\n  traffic_type         = "ALL"\n  log_destination_type = "s3"\n  log_destination      = aws_s3_bucket.flow_logs.arn\n}',
    cloudformation:
      'Type: AWS::EC2::FlowLog\nProperties:\n  ResourceId: !Ref Vpc\n  ResourceType: VPC\n  TrafficType: ALL\n  LogDestinationType: s3\n  LogDestination: !GetAtt FlowLogs.Arn',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html'],
  resource: vpcType,
  equivalents: ['prowler:vpc_flow_logs_enabled'],
  evaluate({ FlowLogs: logs = [] }) {
    const recording = logs.find(
      ({ TrafficType, ...log }) =>
        TrafficType !== 'ACCEPT' && log.FlowLogStatus !== 'INACTIVE' && log.DeliverLogsStatus !== 'FAILED',
    );
    if (recording !== undefined)
      return pass(
        `The flow log ${recording.Id} records ${recording.TrafficType === 'REJECT' ? 'rejected traffic' : 'all traffic'}.`,
        'FlowLogs',
      );
    if (logs.length === 0) return fail('The VPC has no flow log.', 'FlowLogs');
    return fail('No flow log of the VPC records rejected traffic and delivers it.', 'FlowLogs');
  },
});
