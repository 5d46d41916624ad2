import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { amiType } from '../../../providers/aws/resources/ami/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-close-shared-images',
  version: 1,
  title: 'Take machine images back from the public',
  kind: 'security',
  resource: amiType,
  per: 'account',
  controls: ['aws-ec2-ami-not-public'],
  driftAttributes: ['LaunchPermissions', 'Public'],
  exposure: 'internet',
  effortMinutes: 20,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Take ${counted(total, 'machine image')} back from the public`,
      explanation: `Anybody can start ${listed(
        resources.map(({ name }) => name),
        total,
      )} and read all that is on the disk: keys, configuration, code. Copies that were made cannot be called back.`,
      steps: [
        {
          text: 'Remove the permission for everybody.',
          commands: forEach(
            resources,
            (image) =>
              cli`aws ec2 modify-image-attribute${inRegion(image)} --image-id ${image.configuration.ImageId ?? image.externalId} --launch-permission ${'Remove=[{Group=all}]'}`,
          ),
        },
        { text: 'Treat every secret that was ever on the disk as known, and replace it.' },
        {
          text: 'Block public images in the region.',
          commands: forEach(
            [...new Map(resources.map((image) => [image.region, image])).values()],
            (image) =>
              cli`aws ec2 enable-image-block-public-access${inRegion(image)} --image-block-public-access-state block-new-sharing`,
          ),
        },
      ],
      impact: 'Strangers do not get the content of your disks.',
      sideEffects: ['Accounts that used the image by its public permission need one of their own.'],
    };
  },
  examples: [
    {
      title: 'a public image',
      resources: [{ name: 'golden', configuration: { ImageId: 'ami-g' }, fails: ['aws-ec2-ami-not-public'] }],
      says: ['--image-id ami-g', "'Remove=[{Group=all}]'", 'replace it'],
    },
  ],
});
