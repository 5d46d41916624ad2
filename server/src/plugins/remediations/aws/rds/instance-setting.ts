import type { Json } from '../../../../core/json.ts';
import type { AnyRemediation, RemediationContext } from '../../../../plugin-kit/define-remediation.ts';
import { rdsInstanceType } from '../../../providers/aws/resources/rds_instance/schema.ts';
import { defineSetting, type SettingPlan, type Words } from '../setting.ts';
import { awsCommand, terraformBlock } from '../target.ts';
import { databaseCluster } from './cluster-setting.ts';

/** Settings of an instance that have the same name in the API, in CloudFormation and here. */
type Attribute =
  | 'AutoMinorVersionUpgrade'
  | 'BackupRetentionPeriod'
  | 'CopyTagsToSnapshot'
  | 'DeletionProtection'
  | 'PubliclyAccessible';

export type InstanceSetting<Value extends Json> = Words & {
  attribute: Attribute;
  /** True where the cluster of an instance holds the setting. */
  isOfCluster: boolean;
  plan(value: Value, context: RemediationContext): SettingPlan<Value>;
  /** Options of `aws rds modify-db-instance`. */
  options(value: Value): string[];
  terraform: string;
  /** Where it is in the console, after Modify. */
  console(value: Value): string;
};

/** One setting of a database instance, changed at once and not in the next maintenance window. */
export function instanceSetting<Value extends Json>(setting: InstanceSetting<Value>): AnyRemediation {
  const { attribute } = setting;
  return defineSetting<typeof rdsInstanceType, Value>({
    ...setting,
    resource: rdsInstanceType,
    permissions: { read: ['rds:DescribeDBInstances'], write: ['rds:ModifyDBInstance'] },
    calls: ['rds:ModifyDBInstance'],
    settlesWithinMinutes: 15,
    parent: (_target, { DBClusterIdentifier: cluster }) =>
      typeof cluster === 'string' ? databaseCluster(cluster) : null,
    async read(session, { name }) {
      const answer = await session.ask(
        'rds',
        'DescribeDBInstances',
        { DBInstanceIdentifier: name },
        { gone: ['DBInstanceNotFound', 'DBInstanceNotFoundFault'] },
      );
      const instance = answer.state === 'value' ? answer.value.DBInstances?.[0] : undefined;
      if (instance === undefined) return null;
      return { value: (instance[attribute] ?? null) as unknown as Value };
    },
    plan(value, context) {
      const cluster = context.configuration.DBClusterIdentifier;
      if (setting.isOfCluster && typeof cluster === 'string')
        return { cannot: `The cluster ${cluster} holds this setting for its instances: change it there.` };
      return setting.plan(value, context);
    },
    async write(session, { name }, value) {
      await session.send('rds', 'ModifyDBInstance', {
        DBInstanceIdentifier: name,
        ApplyImmediately: true,
        [attribute]: value,
      });
    },
    byHand: (target, value) => ({
      cli: [
        awsCommand(
          'rds modify-db-instance',
          target,
          '--db-instance-identifier',
          target.name,
          ...setting.options(value),
          '--apply-immediately',
        ),
      ],
      terraform: terraformBlock('aws_db_instance', {
        identifier: target.name,
        [setting.terraform]: value as string | number | boolean,
        apply_immediately: true,
      }),
      console: `RDS → Databases → ${target.name} → Modify: ${setting.console(value)}, then apply immediately.`,
    }),
  });
}

/** A switch that has to stand on one side. */
export function instanceSwitch(
  setting: Omit<InstanceSetting<boolean>, 'plan' | 'options' | 'console'> & {
    wanted: boolean;
    /** `--deletion-protection`, which `--no-` turns around. */
    option: string;
    /** What the console calls it. */
    label: string;
    inOrder: string;
    /** What happens, before the name of the instance. */
    summary: string;
  },
): AnyRemediation {
  return instanceSetting<boolean>({
    ...setting,
    plan: (value, { target }) =>
      value === setting.wanted
        ? { nothing: setting.inOrder }
        : { to: setting.wanted, summary: `${setting.summary} ${target.name}` },
    options: (value) => [value ? `--${setting.option}` : `--no-${setting.option}`],
    console: (value) => `switch ${setting.label} ${value ? 'on' : 'off'}`,
  });
}

/** Fewer days than the controls ask for; a baseline that asks for more is heeded. */
const leastBackupDays = 7;

export function backupDays(value: number, { baseline, target }: RemediationContext): SettingPlan<number> {
  if (value >= leastBackupDays) return { nothing: `Backups are kept for ${value} days.` };
  const before = baseline?.BackupRetentionPeriod;
  const to = typeof before === 'number' && before > leastBackupDays ? before : leastBackupDays;
  return { to, summary: `Keep automated backups of ${target.name} for ${to} days instead of ${value}` };
}
