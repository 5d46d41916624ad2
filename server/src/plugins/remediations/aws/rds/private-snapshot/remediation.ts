import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { rdsSnapshotType } from '../../../../providers/aws/resources/rds_snapshot/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../../target.ts';

/** Named accounts are left alone, so they are no part of it. */
type State = { SharedWithEverybody: boolean };

const isOfCluster = ({ externalId }: { externalId: string }) => externalId.includes(':cluster-snapshot:');
const sharedWithAll = (
  attributes: { AttributeName?: string | undefined; AttributeValues?: string[] | undefined }[] | undefined,
) =>
  (attributes ?? []).some((one) => one.AttributeName === 'restore' && one.AttributeValues?.includes('all'));

export const remediation = defineRemediation<typeof rdsSnapshotType, AwsActingSession, State>({
  id: 'aws-rds-private-snapshot',
  title: 'Make a public database snapshot private',
  description:
    'Takes the permission to restore the snapshot from everybody. Accounts that are named one by one keep theirs, ' +
    'and the snapshot itself stays as it is.',
  resource: rdsSnapshotType,
  risk: 'medium',
  impact:
    'Accounts that restore the snapshot without being named can do so no longer. ' +
    'Whoever has copied it already keeps the copy.',
  effortMinutes: 5,
  controls: [
    'aws-rds-snapshot-not-public',
    'aws-documentdb-snapshot-not-public',
    'aws-neptune-snapshot-not-public',
  ],
  driftAttributes: ['DBSnapshotAttributes', 'DBClusterSnapshotAttributes'],
  irreversible: null,
  permissions: {
    read: ['rds:DescribeDBSnapshotAttributes', 'rds:DescribeDBClusterSnapshotAttributes'],
    write: ['rds:ModifyDBSnapshotAttribute', 'rds:ModifyDBClusterSnapshotAttribute'],
  },
  calls: { writes: ['rds:ModifyDBSnapshotAttribute', 'rds:ModifyDBClusterSnapshotAttribute'] },

  async read(session, target) {
    if (isOfCluster(target)) {
      const answer = await session.ask(
        'rds',
        'DescribeDBClusterSnapshotAttributes',
        { DBClusterSnapshotIdentifier: target.name },
        { gone: ['DBClusterSnapshotNotFoundFault'] },
      );
      if (answer.state !== 'value') return null;
      const found = answer.value.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes;
      return { SharedWithEverybody: sharedWithAll(found) };
    }
    const answer = await session.ask(
      'rds',
      'DescribeDBSnapshotAttributes',
      { DBSnapshotIdentifier: target.name },
      { gone: ['DBSnapshotNotFound', 'DBSnapshotNotFoundFault'] },
    );
    if (answer.state !== 'value') return null;
    return {
      SharedWithEverybody: sharedWithAll(answer.value.DBSnapshotAttributesResult?.DBSnapshotAttributes),
    };
  },

  plan({ SharedWithEverybody: isPublic }, { target }) {
    if (!isPublic) return { nothing: 'The snapshot is not shared with everybody.' };
    return { after: { SharedWithEverybody: false }, summary: `Make the snapshot ${target.name} private` };
  },

  async write(session, target, _from, { SharedWithEverybody: isPublic }) {
    const change = { AttributeName: 'restore', [isPublic ? 'ValuesToAdd' : 'ValuesToRemove']: ['all'] };
    if (isOfCluster(target))
      await session.send('rds', 'ModifyDBClusterSnapshotAttribute', {
        DBClusterSnapshotIdentifier: target.name,
        ...change,
      });
    else
      await session.send('rds', 'ModifyDBSnapshotAttribute', {
        DBSnapshotIdentifier: target.name,
        ...change,
      });
  },

  byHand(target, _before, { SharedWithEverybody: isPublic }) {
    const kind = isOfCluster(target) ? 'db-cluster-snapshot' : 'db-snapshot';
    const change = isPublic ? '--values-to-add' : '--values-to-remove';
    return {
      cli: [
        awsCommand(
          `rds modify-${kind}-attribute`,
          target,
          `--${kind}-identifier`,
          target.name,
          '--attribute-name',
          'restore',
          change,
          'all',
        ),
      ],
      terraform: null,
      console: `RDS → Snapshots → ${target.name} → Actions → Share snapshot: choose ${isPublic ? 'Public' : 'Private'}.`,
    };
  },
});
