import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { amiType } from '../../../../providers/aws/resources/ami/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-ami-not-public',
  version: 1,
  title: 'Machine image is not public',
  severity: 'critical',
  category: 'data-protection',
  risk: 'Everybody can start a public image and read its disks: keys that were left on it, source code, configuration. Nobody notices, because it runs in their account.',
  advice: {
    console: 'EC2 → AMIs → the image → Actions → Edit AMI permissions: "Private".',
    cli: 'aws ec2 modify-image-attribute --image-id IMAGE_ID --launch-permission "Remove=[{Group=all}]"',
    terraform: 'resource "aws_ec2_image_block_public_access" "this" {\n  state = "block-new-sharing"\n}',
    cloudformation: '# CloudFormation has no resource for the permissions of an image; make the call above.',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-intro.html'],
  resource: amiType,
  equivalents: ['prowler:ec2_ami_public'],
  evaluate({ Public, LaunchPermissions: shared = [] }) {
    if (Public === true || shared.some(({ Group }) => Group === 'all'))
      return fail('Everybody may start machines from this image.', 'Public', 'LaunchPermissions');
    if (shared.length > 0)
      return pass(
        `The image is shared with ${shared.length} others and not public.`,
        'Public',
        'LaunchPermissions',
      );
    return pass('The image is private.', 'Public', 'LaunchPermissions');
  },
});
