import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ebsVolumeType } from '../../../../providers/aws/resources/ebs_volume/schema.ts';

export const control = defineControl({
  id: 'aws-ebs-volume-attached',
  version: 1,
  title: 'EBS volume is attached to an instance',
  severity: 'low',
  category: 'governance',
  risk: 'A volume that is attached to nothing costs money and holds data that nobody watches any more, often of a machine that was deleted long ago.',
  advice: {
    console:
      'EC2 → Volumes → filter by state "available": make a snapshot when the data may be needed, then Delete.',
    cli: 'aws ec2 delete-volume --volume-id VOLUME_ID',
    terraform:
      'resource "aws_volume_attachment" "this" {\n  device_name = "/dev/sdf"\n  volume_id   = aws_ebs_volume.this.id\n  instance_id = aws_instance.this.id\n}',
    cloudformation:
      'Type: AWS::EC2::VolumeAttachment\nProperties:\n  VolumeId: !Ref Volume\n  InstanceId: !Ref Instance\n  Device: /dev/sdf',
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-volume.html'],
  resource: ebsVolumeType,
  equivalents: [],
  withoutFramework: 'Frameworks ask for it only in general words; none of the shipped ones names it.',
  evaluate({ Attachments: attached = [] }) {
    if (attached.length > 0)
      return pass(`The volume is attached to ${attached[0]?.InstanceId}.`, 'Attachments');
    return fail('The volume is attached to nothing.', 'Attachments');
  },
});
