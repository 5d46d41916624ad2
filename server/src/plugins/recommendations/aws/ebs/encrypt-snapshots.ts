import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ebsSnapshotType } from '../../../providers/aws/resources/ebs_snapshot/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ebs-encrypt-snapshots',
  version: 1,
  title: 'Keep encrypted copies instead of open snapshots',
  kind: 'security',
  resource: ebsSnapshotType,
  per: 'account',
  controls: ['aws-ebs-snapshot-encrypted'],
  exposure: 'account',
  effortMinutes: 45,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Replace ${counted(total, 'snapshot')} by encrypted copies`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'is' : 'are'} readable for whoever gets the right to copy or share ${total === 1 ? 'it' : 'them'}. They come from volumes without encryption: begin there, or the next snapshot is open again.`,
      steps: [
        { text: 'Delete the snapshots that nobody needs any more; that is cheaper than copying them.' },
        {
          text: 'Copy the others with encryption.',
          commands: forEach(
            resources,
            (snapshot) =>
              cli`aws ec2 copy-snapshot${inRegion(snapshot)} --source-region ${snapshot.region} --source-snapshot-id ${snapshot.configuration.SnapshotId ?? snapshot.externalId} --encrypted`,
          ),
        },
        { text: 'Delete the originals when images and templates use the copies.' },
      ],
      impact: 'A copy that got out shows nothing without the key.',
      sideEffects: [
        'For a while both copies are charged.',
        'Images that are made of the originals need new ones.',
      ],
    };
  },
  examples: [
    {
      title: 'an open snapshot',
      resources: [
        { name: 'snap-2', configuration: { SnapshotId: 'snap-2' }, fails: ['aws-ebs-snapshot-encrypted'] },
      ],
      says: ['--source-snapshot-id snap-2 --encrypted'],
    },
  ],
});
