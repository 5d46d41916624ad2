import type { Json } from '../../../../core/json.ts';
import type { AnyRemediation, RemediationContext } from '../../../../plugin-kit/define-remediation.ts';
import { rdsClusterType } from '../../../providers/aws/resources/rds_cluster/schema.ts';
import { defineSetting, type SettingPlan, type Words } from '../setting.ts';
import { awsCommand, terraformBlock } from '../target.ts';

type ClusterSetting<Value extends Json> = Words & {
  attribute: 'BackupRetentionPeriod' | 'CopyTagsToSnapshot' | 'DeletionProtection';
  plan(value: Value, context: RemediationContext): SettingPlan<Value>;
  options(value: Value): string[];
  terraform: string;
  console(value: Value): string;
};

/** RDS refuses changes of a cluster and of its instances while one of them is being changed. */
export const databaseCluster = (name: string): string => `database cluster ${name}`;

/** One setting of a cluster of RDS, DocumentDB or Neptune: the same call changes all three. */
export function clusterSetting<Value extends Json>(setting: ClusterSetting<Value>): AnyRemediation {
  const { attribute } = setting;
  return defineSetting<typeof rdsClusterType, Value>({
    ...setting,
    resource: rdsClusterType,
    permissions: { read: ['rds:DescribeDBClusters'], write: ['rds:ModifyDBCluster'] },
    calls: ['rds:ModifyDBCluster'],
    settlesWithinMinutes: 15,
    parent: ({ name }) => databaseCluster(name),
    async read(session, { name }) {
      const answer = await session.ask(
        'rds',
        'DescribeDBClusters',
        { DBClusterIdentifier: name },
        { gone: ['DBClusterNotFoundFault'] },
      );
      const cluster = answer.state === 'value' ? answer.value.DBClusters?.[0] : undefined;
      if (cluster === undefined) return null;
      return { value: (cluster[attribute] ?? null) as unknown as Value };
    },
    async write(session, { name }, value) {
      await session.send('rds', 'ModifyDBCluster', {
        DBClusterIdentifier: name,
        ApplyImmediately: true,
        [attribute]: value,
      });
    },
    byHand: (target, value) => ({
      cli: [
        awsCommand(
          'rds modify-db-cluster',
          target,
          '--db-cluster-identifier',
          target.name,
          ...setting.options(value),
          '--apply-immediately',
        ),
      ],
      terraform: terraformBlock('aws_rds_cluster', {
        cluster_identifier: target.name,
        [setting.terraform]: value as string | number | boolean,
      }),
      console: `RDS → Databases → ${target.name} → Modify: ${setting.console(value)}, then apply immediately.`,
    }),
  });
}
