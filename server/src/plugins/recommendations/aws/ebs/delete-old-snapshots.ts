import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ebsSnapshotType } from '../../../providers/aws/resources/ebs_snapshot/schema.ts';
import { regionalPrice, snapshotPrice } from '../prices.ts';

const olderThanDays = 365;

export const recommendation = defineRecommendation({
  id: 'aws-ebs-delete-old-snapshots',
  version: 1,
  title: 'Delete or archive snapshots that are older than a year',
  kind: 'cost',
  resource: ebsSnapshotType,
  per: 'account',
  controls: [],
  severity: 'low',
  exposure: 'account',
  effortMinutes: 30,
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive.html'],
  when({ StartTime: start, StorageTier: tier }, { today }) {
    const began = start === undefined ? Number.NaN : Date.parse(start);
    if (Number.isNaN(began) || tier === 'archive') return null;
    return today.getTime() - began > olderThanDays * 86_400_000 ? { StartTime: start ?? '' } : null;
  },
  savings: {
    assumption:
      'A snapshot is charged for the blocks that no other snapshot has, which AWS does not list: between nothing and the whole size of its volume at the list price per GiB.',
    of: ({ configuration, region }) =>
      configuration.VolumeSize === undefined
        ? null
        : { low: 0, high: regionalPrice(snapshotPrice, region, configuration.VolumeSize).high },
  },
  advise({ resources, total }) {
    return {
      title: `Delete or archive ${counted(total, 'snapshot')} of over a year`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'was' : 'were'} made more than ${olderThanDays} days ago. A state that old is hardly ever brought back; where a law wants it, the archive costs a quarter.`,
      steps: [
        {
          text: 'Keep what images use and what a law wants.',
          commands: forEach(
            resources,
            (snapshot) =>
              cli`aws ec2 describe-images${inRegion(snapshot)} --owners self --filters Name=block-device-mapping.snapshot-id,Values=${snapshot.configuration.SnapshotId ?? snapshot.externalId}`,
          ),
        },
        {
          text: 'Archive what must stay.',
          commands: forEach(
            resources,
            (snapshot) =>
              cli`aws ec2 modify-snapshot-tier${inRegion(snapshot)} --snapshot-id ${snapshot.configuration.SnapshotId ?? snapshot.externalId} --storage-tier archive`,
          ),
        },
        {
          text: 'Delete the others, and let a lifecycle policy do it from now on.',
          commands: forEach(
            resources,
            (snapshot) =>
              cli`aws ec2 delete-snapshot${inRegion(snapshot)} --snapshot-id ${snapshot.configuration.SnapshotId ?? snapshot.externalId}`,
          ),
        },
      ],
      impact: 'Old states that nobody will use stop to be charged.',
      sideEffects: [
        'An archived snapshot is stored whole and stays for at least 90 days; bringing it back takes up to three days.',
      ],
    };
  },
  examples: [
    {
      title: 'a snapshot of two years ago',
      resources: [
        {
          name: 'snap-o',
          configuration: {
            SnapshotId: 'snap-o',
            StartTime: '2024-01-01T00:00:00Z',
            VolumeSize: 100,
            StorageTier: 'standard',
          },
        },
      ],
      says: ['--storage-tier archive', '365 days'],
      savings: { low: 0, high: 5 },
    },
    {
      title: 'a young one',
      resources: [
        { name: 'snap-y', configuration: { SnapshotId: 'snap-y', StartTime: '2025-12-01T00:00:00Z' } },
      ],
      says: [],
    },
    {
      title: 'an archived one',
      resources: [
        {
          name: 'snap-z',
          configuration: { SnapshotId: 'snap-z', StartTime: '2020-12-01T00:00:00Z', StorageTier: 'archive' },
        },
      ],
      says: [],
    },
  ],
});
