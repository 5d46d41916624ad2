import { amiType } from '../../../../providers/aws/resources/ami/schema.ts';
import { sharing } from '../sharing.ts';

export const remediation = sharing<typeof amiType>({
  id: 'aws-ec2-private-image',
  title: 'Make a public machine image private',
  description:
    'Takes the permission to start machines from the image from everybody. Accounts, organisations and units that ' +
    'are named keep theirs, and the image itself stays as it is.',
  resource: amiType,
  risk: 'medium',
  impact:
    'Accounts that start machines from the image without being named can do so no longer; machines that run already ' +
    'go on. Whoever has copied the image keeps the copy.',
  effortMinutes: 5,
  controls: ['aws-ec2-ami-not-public'],
  driftAttributes: ['LaunchPermissions', 'Public'],
  what: 'image',
  permissions: { read: ['ec2:DescribeImageAttribute'], write: ['ec2:ModifyImageAttribute'] },
  call: 'ec2:ModifyImageAttribute',
  async read(session, ImageId) {
    const answer = await session.ask(
      'ec2',
      'DescribeImageAttribute',
      { ImageId, Attribute: 'launchPermission' },
      { gone: ['InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable'] },
    );
    if (answer.state !== 'value') return null;
    return (answer.value.LaunchPermissions ?? []).some(({ Group }) => Group === 'all');
  },
  async write(session, ImageId, isPublic) {
    const change = [{ Group: 'all' as const }];
    await session.send('ec2', 'ModifyImageAttribute', {
      ImageId,
      LaunchPermission: isPublic ? { Add: change } : { Remove: change },
    });
  },
  command: (id, isPublic) => [
    'ec2 modify-image-attribute',
    ...['--image-id', id, '--launch-permission', `${isPublic ? 'Add' : 'Remove'}=[{Group=all}]`],
  ],
  place: 'EC2 → AMIs',
});
