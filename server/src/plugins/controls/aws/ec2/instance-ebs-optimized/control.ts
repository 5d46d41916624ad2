import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

// The families where it has to be asked for (user guide, "EBS-optimized by request").
const older = new Set(['c1', 'c3', 'g2', 'i2', 'm1', 'm2', 'm3', 'r3']);

export const control = defineControl({
  id: 'aws-ec2-instance-ebs-optimized',
  version: 1,
  title: 'EC2 instance is EBS-optimized',
  severity: 'low',
  category: 'resilience',
  risk: 'Without its own bandwidth to the volumes a machine shares one line between disk and network: a busy network makes the disks slow, and the other way round.',
  advice: {
    console:
      'EC2 → stop the instance → Actions → Instance settings → Change instance type: switch on "EBS-optimized". Current types are so always.',
    cli: 'aws ec2 modify-instance-attribute --instance-id INSTANCE_ID --ebs-optimized',
    terraform: 'resource "aws_instance" "this" {\n  ebs_optimized = true\n}',
    cloudformation: 'Type: AWS::EC2::Instance\nProperties:\n  EbsOptimized: true',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-optimized.html'],
  resource: ec2InstanceType,
  equivalents: [],
  withoutFramework: 'Frameworks ask for it only in general words; none of the shipped ones names it.',
  evaluate({ EbsOptimized, InstanceType = '' }) {
    if (EbsOptimized === true) return pass('The instance is EBS-optimized.', 'EbsOptimized');
    const family = InstanceType.slice(0, InstanceType.indexOf('.'));
    if (!older.has(family))
      return notApplicable(
        `The type ${InstanceType} is EBS-optimized by itself, or AWS does not offer a choice.`,
        'InstanceType',
      );
    return fail(`EBS optimization is off, which is the default of ${InstanceType}.`, 'EbsOptimized');
  },
});
