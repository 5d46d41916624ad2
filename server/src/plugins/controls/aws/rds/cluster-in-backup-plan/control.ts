import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupPlanType } from '../../../../providers/aws/resources/backup_plan/schema.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { selectingPlan } from '../../backup/plan-selection.ts';
import { otherFamily } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-in-backup-plan',
  version: 1,
  title: 'RDS cluster is backed up by a plan',
  severity: 'medium',
  category: 'resilience',
  risk: 'Automated backups end with the database and stay in its account: whoever may delete the one may delete the other. A plan keeps copies apart, by a rule that nobody forgets.',
  advice: {
    console:
      'AWS Backup → Backup plans → the plan → Assign resources: Aurora, or a tag that the cluster has.',
    cli: 'aws backup create-backup-selection --backup-plan-id PLAN_ID --backup-selection \'{"SelectionName":"databases","IamRoleArn":"ROLE_ARN","Resources":["arn:aws:rds:*:*:cluster:*"]}\'',
    terraform:
      'resource "aws_backup_selection" "databases" {\n  name         = "databases"\n  plan_id      = aws_backup_plan.this.id\n  iam_role_arn = aws_iam_role.backup.arn\n  resources    = ["arn:aws:rds:*:*:cluster:*"]\n}',
    cloudformation:
      'BackupSelection:\n  SelectionName: databases\n  IamRoleArn: !GetAtt BackupRole.Arn\n  Resources:\n    - arn:aws:rds:*:*:cluster:*',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/AutomatedBackups.AWSBackup.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
  ],
  resource: rdsClusterType,
  reads: { plans: backupPlanType },
  equivalents: ['prowler:rds_cluster_protected_by_backup_plan'],
  evaluate(cluster, subject, { plans }) {
    const elsewhere = otherFamily(cluster, 'RDS');
    if (elsewhere !== undefined) return elsewhere;
    const { region, tags } = subject;
    const arn = cluster.DBClusterArn ?? subject.externalId;
    // Backup opts Aurora in by itself, and clusters of other engines with the instances.
    const backupType = cluster.Engine?.startsWith('aurora') === true ? 'Aurora' : 'RDS';
    const found = selectingPlan({ arn, region, tags, backupType }, plans);
    if (found.state === 'selected')
      return pass(`The backup plan ${found.plan} selects the cluster.`, 'DBClusterArn', 'Tags');
    if (found.state === 'unclear')
      return unknown(
        `The backup plan ${found.plan} joins ARNs and tags, and only one of them fits the cluster.`,
        'DBClusterArn',
        'Tags',
      );
    return fail(`No backup plan in ${region} selects the cluster.`, 'DBClusterArn', 'Tags');
  },
});
