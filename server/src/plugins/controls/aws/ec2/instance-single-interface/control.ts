import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-single-interface',
  version: 1,
  title: 'EC2 instance has one network interface',
  severity: 'low',
  category: 'networking',
  risk: 'A machine with several interfaces joins networks that were meant to be apart: whoever takes it over passes from one to the other behind the back of all rules.',
  advice: {
    console:
      'EC2 → Network interfaces → the additional interface → Actions → Detach, after checking that nothing uses its address.',
    cli: 'aws ec2 detach-network-interface --attachment-id ATTACHMENT_ID',
    terraform:
      'resource "aws_instance" "this" {\n  subnet_id              = aws_subnet.app.id\n  vpc_security_group_ids = [aws_security_group.app.id]\n}',
    cloudformation:
      'Type: AWS::EC2::Instance\nProperties:\n  SubnetId: !Ref AppSubnet\n  SecurityGroupIds: [!Ref AppGroup]',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_instance_uses_single_eni'],
  evaluate({ NetworkInterfaces: cards = [] }) {
    if (cards.length > 1)
      return fail(`The instance has ${cards.length} network interfaces.`, 'NetworkInterfaces');
    return pass('The instance has at most one network interface.', 'NetworkInterfaces');
  },
});
