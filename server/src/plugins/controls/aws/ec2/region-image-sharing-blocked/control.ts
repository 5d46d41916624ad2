import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-region-image-sharing-blocked',
  version: 1,
  title: 'Images of the region cannot be made public',
  severity: 'medium',
  category: 'data-protection',
  risk: 'One wrong click shares an image with everybody, with all that was ever written to its disk. The block of the region makes it impossible for whole images.',
  advice: {
    console:
      'EC2 → Dashboard → Account attributes → Data protection and security → Block public access for AMIs: switch on, in each region.',
    cli: 'aws ec2 enable-image-block-public-access --region REGION --image-block-public-access-state block-new-sharing',
    terraform: 'resource "aws_ec2_image_block_public_access" "this" {\n  state = "block-new-sharing"\n}',
    cloudformation: '# CloudFormation has no resource for this setting; make the call above in each region.',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html'],
  resource: ec2RegionSettingsType,
  equivalents: ['prowler:ec2_ami_account_block_public_access'],
  evaluate({ ImageBlockPublicAccessState: state }) {
    if (state === 'block-new-sharing')
      return pass('New public sharing of images is blocked.', 'ImageBlockPublicAccessState');
    if (state === undefined)
      return unknown('AWS did not say whether sharing of images is blocked.', 'ImageBlockPublicAccessState');
    return fail(`Public sharing of images is ${state}.`, 'ImageBlockPublicAccessState');
  },
});
