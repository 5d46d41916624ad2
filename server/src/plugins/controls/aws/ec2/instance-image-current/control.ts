import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-image-current',
  version: 1,
  title: 'EC2 instance runs an image that is maintained',
  severity: 'medium',
  category: 'compute',
  risk: 'An image whose publisher deprecated or withdrew it gets no fixes any more. Every machine that is started from it begins with known holes.',
  advice: {
    console:
      'EC2 → AMIs: find the current image of the same system, start a replacement from it and terminate the old machine.',
    cli: 'aws ssm get-parameters --names /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    terraform:
      'data "aws_ssm_parameter" "image" {\n  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"\n}\n\nresource "aws_instance" "this" {\n  ami = data.aws_ssm_parameter.image.value\n}',
    cloudformation:
      'Parameters:\n  Image:\n    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>\n    Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html'],
  resource: ec2InstanceType,
  dependsOnTime: true,
  equivalents: ['prowler:ec2_instance_with_outdated_ami'],
  evaluate({ ImageId, SourceImage: image }, { judgedAt }) {
    if (image === undefined)
      return fail(
        `The image ${ImageId} cannot be seen any more: it was withdrawn or is no longer shared.`,
        'ImageId',
        'SourceImage',
      );
    const { DeprecationTime } = image;
    if (image.State === 'disabled') return fail(`The image ${ImageId} is disabled.`, 'SourceImage.State');
    if (DeprecationTime !== undefined && Date.parse(DeprecationTime) <= judgedAt.getTime())
      return fail(
        `The image ${ImageId} is deprecated since ${DeprecationTime.slice(0, 10)}.`,
        'SourceImage.DeprecationTime',
      );
    return pass(`The image ${ImageId} is not deprecated.`, 'SourceImage');
  },
});
