import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { ssmManagedInstances } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-managed',
  version: 1,
  title: 'EC2 instance is managed by Systems Manager',
  severity: 'medium',
  category: 'compute',
  risk: 'A machine without the agent is patched, searched and administered by hand or not at all, and needs an open port for it.',
  advice: {
    console:
      'Systems Manager → Fleet Manager → Account management → Default Host Management Configuration; or attach AmazonSSMManagedInstanceCore to the role of the machine and install the agent.',
    cli: 'aws ssm update-service-setting --setting-id /ssm/managed-instance/default-ec2-instance-management-role --setting-value service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole',
    terraform:
      'resource "aws_iam_role_policy_attachment" "ssm" {\n  role       = aws_iam_role.app.name\n  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"\n}',
    cloudformation:
      'Type: AWS::IAM::Role\nProperties:\n  ManagedPolicyArns:\n    - arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
  },
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/managed_instances.html'],
  resource: ec2InstanceType,
  reads: { nodes: ssmManagedInstances },
  equivalents: ['prowler:ec2_instance_managed_by_ssm'],
  evaluate({ InstanceId = '', State }, _subject, { nodes }) {
    if (State?.Name !== undefined && State.Name !== 'running')
      return notApplicable(`The instance is ${State.Name}.`, 'State.Name');
    const [node] = nodes.by('InstanceId', InstanceId);
    if (node === undefined) return fail('Systems Manager does not know the instance.', 'InstanceId');
    const { PingStatus } = node.configuration;
    if (PingStatus === 'Online') return pass('The agent of Systems Manager is online.', 'InstanceId');
    return fail(`The agent of Systems Manager does not answer: ${PingStatus}.`, 'InstanceId');
  },
});
