import { awsCommand, terraformBlock } from '../../target.ts';
import { regionSetting } from '../region-setting.ts';

type State = 'unblocked' | 'block-new-sharing';

export const remediation = regionSetting<State>({
  id: 'aws-ec2-block-image-sharing',
  title: 'Block new public sharing of machine images in a region',
  description:
    'Nobody can make an image of the region public any more. Images that are public already stay so, and sharing ' +
    'with named accounts stays possible.',
  risk: 'low',
  impact:
    'Pipelines that publish images for everybody from this region fail. ' +
    'AWS takes up to ten minutes until the block holds everywhere.',
  effortMinutes: 5,
  controls: ['aws-ec2-region-image-sharing-blocked'],
  attribute: 'ImageBlockPublicAccessState',
  permissions: {
    read: ['ec2:GetImageBlockPublicAccessState'],
    write: ['ec2:EnableImageBlockPublicAccess', 'ec2:DisableImageBlockPublicAccess'],
  },
  calls: ['ec2:EnableImageBlockPublicAccess', 'ec2:DisableImageBlockPublicAccess'],
  async read(session) {
    const answer = await session.ask('ec2', 'GetImageBlockPublicAccessState', {});
    const state = answer.state === 'value' ? answer.value.ImageBlockPublicAccessState : undefined;
    return state === 'block-new-sharing' ? state : 'unblocked';
  },
  plan: (state, { target }) =>
    state === 'block-new-sharing'
      ? { nothing: 'New public sharing of images is blocked.' }
      : { to: 'block-new-sharing', summary: `Block new public sharing of images (${target.name})` },
  async write(session, state) {
    if (state === 'unblocked') await session.send('ec2', 'DisableImageBlockPublicAccess', {});
    else
      await session.send('ec2', 'EnableImageBlockPublicAccess', {
        ImageBlockPublicAccessState: 'block-new-sharing',
      });
  },
  callsBetween: (_from, to) => [
    to === 'unblocked' ? 'ec2:DisableImageBlockPublicAccess' : 'ec2:EnableImageBlockPublicAccess',
  ],
  byHand: (target, state) => ({
    cli: [
      state === 'unblocked'
        ? awsCommand('ec2 disable-image-block-public-access', target)
        : awsCommand(
            'ec2 enable-image-block-public-access',
            target,
            '--image-block-public-access-state',
            state,
          ),
    ],
    terraform: terraformBlock('aws_ec2_image_block_public_access', { state }),
    console: `EC2 in ${target.region} → Dashboard → Data protection and security → Block public access for AMIs → Manage: ${state === 'unblocked' ? 'untick' : 'tick'} "Block new public sharing".`,
  }),
});
