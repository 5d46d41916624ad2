import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ebsSnapshotType } from '../../../providers/aws/resources/ebs_snapshot/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ebs-close-shared-snapshots',
  version: 1,
  title: 'Take snapshots back from the public',
  kind: 'security',
  resource: ebsSnapshotType,
  per: 'account',
  controls: ['aws-ebs-snapshot-not-public'],
  driftAttributes: ['CreateVolumePermissions'],
  exposure: 'internet',
  effortMinutes: 20,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Take ${counted(total, 'snapshot')} back from the public`,
      explanation: `Anybody with an AWS account can make a disk of ${listed(
        resources.map(({ name }) => name),
        total,
      )} and read it. Public snapshots are collected by machines that look for keys in them.`,
      steps: [
        {
          text: 'Remove the permission for everybody.',
          commands: forEach(
            resources,
            (snapshot) =>
              cli`aws ec2 modify-snapshot-attribute${inRegion(snapshot)} --snapshot-id ${snapshot.configuration.SnapshotId ?? snapshot.externalId} --attribute createVolumePermission --operation-type remove --group-names all`,
          ),
        },
        { text: 'Replace every secret that was on the disk: copies cannot be called back.' },
        {
          text: 'Block public sharing in the region.',
          commands: forEach(
            [...new Map(resources.map((snapshot) => [snapshot.region, snapshot])).values()],
            (snapshot) =>
              cli`aws ec2 enable-snapshot-block-public-access${inRegion(snapshot)} --state block-all-sharing`,
          ),
        },
      ],
      impact: 'The content of your disks is yours alone.',
      sideEffects: [],
    };
  },
  examples: [
    {
      title: 'a public snapshot',
      resources: [
        { name: 'snap-1', configuration: { SnapshotId: 'snap-1' }, fails: ['aws-ebs-snapshot-not-public'] },
      ],
      says: ['--snapshot-id snap-1', '--group-names all'],
    },
  ],
});
