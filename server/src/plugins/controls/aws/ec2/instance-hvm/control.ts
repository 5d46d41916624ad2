import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-hvm',
  version: 1,
  title: 'EC2 instance uses hardware virtualization',
  severity: 'medium',
  category: 'compute',
  risk: 'Paravirtual machines are of the first generation: old types, old kernels, none of the newer isolation of Nitro.',
  advice: {
    console: 'EC2 → Instances: build an HVM image of the system and start a current type from it.',
    cli: 'aws ec2 run-instances --image-id HVM_IMAGE_ID --instance-type m7i.large',
    terraform:
      'resource "aws_instance" "this" {\n  ami           = data.aws_ami.hvm.id\n  instance_type = "m7i.large"\n}',
    cloudformation:
      'Type: AWS::EC2::Instance\nProperties:\n  ImageId: !Ref HvmImage\n  InstanceType: m7i.large',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ComponentsAMIs.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_instance_paravirtual_type'],
  evaluate({ VirtualizationType: kind }) {
    if (kind === 'hvm') return pass('The instance uses hardware virtualization (hvm).', 'VirtualizationType');
    if (kind === undefined)
      return unknown('AWS did not say how the instance is virtualized.', 'VirtualizationType');
    return fail(`The virtualization type of the instance is ${kind}.`, 'VirtualizationType');
  },
});
