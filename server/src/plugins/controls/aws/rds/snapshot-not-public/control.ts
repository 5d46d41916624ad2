import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsSnapshotType } from '../../../../providers/aws/resources/rds_snapshot/schema.ts';
import { otherFamily } from '../../rds/engines.ts';
import { restoreAttribute } from '../../rds/snapshot-sharing.ts';

export const control = defineControl({
  id: 'aws-rds-snapshot-not-public',
  version: 1,
  title: 'RDS snapshot is not public',
  severity: 'critical',
  category: 'data-protection',
  risk: 'A public snapshot can be restored by anybody with an AWS account: the whole database, with all its data, in a few minutes and without a trace here.',
  advice: {
    console: 'RDS → Snapshots → the snapshot → Actions → Share snapshot → Private.',
    cli: 'aws rds modify-db-snapshot-attribute --db-snapshot-identifier NAME --attribute-name restore --values-to-remove all',
    terraform: 'resource "aws_db_snapshot" "this" {\n  shared_accounts = [] # never "all"\n}',
    cloudformation:
      'CloudFormation does not share snapshots: remove "all" from the restore attribute with the command line.',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html'],
  resource: rdsSnapshotType,
  equivalents: ['prowler:rds_snapshots_public_access'],
  evaluate(snapshot) {
    const other = otherFamily(snapshot, 'RDS');
    if (other !== undefined) return other;
    if (snapshot.SnapshotType === 'automated')
      return pass('Automated snapshots cannot be shared.', 'SnapshotType');
    const { path, values } = restoreAttribute(snapshot);
    if (values === undefined) return unknown('RDS does not say who may restore the snapshot.', path);
    if (values.includes('all')) return fail('Every AWS account may restore the snapshot.', path);
    return pass(
      values.length === 0
        ? 'The snapshot is not shared.'
        : `The snapshot is shared with ${values.length} named accounts only.`,
      path,
    );
  },
});
