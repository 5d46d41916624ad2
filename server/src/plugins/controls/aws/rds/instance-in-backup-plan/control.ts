import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupPlanType } from '../../../../providers/aws/resources/backup_plan/schema.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { selectingPlan } from '../../backup/plan-selection.ts';
import { inCluster } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-in-backup-plan',
  version: 1,
  title: 'RDS instance is backed up by a plan',
  severity: 'medium',
  category: 'resilience',
  risk: 'Automated backups end with the database and stay in its account: whoever may delete the one may delete the other. A plan keeps copies apart, by a rule that nobody forgets.',
  advice: {
    console: 'AWS Backup → Backup plans → the plan → Assign resources: RDS, or a tag that the instance has.',
    cli: 'aws backup create-backup-selection --backup-plan-id PLAN_ID --backup-selection \'{"SelectionName":"databases","IamRoleArn":"ROLE_ARN","Resources":["arn:aws:rds:*:*:db:*"]}\'',
    terraform:
      'resource "aws_backup_selection" "databases" {\n  name         = "databases"\n  plan_id      = aws_backup_plan.this.id\n  iam_role_arn = aws_iam_role.backup.arn\n  resources    = ["arn:aws:rds:*:*:db:*"]\n}',
    cloudformation:
      'BackupSelection:\n  SelectionName: databases\n  IamRoleArn: !GetAtt BackupRole.Arn\n  Resources:\n    - arn:aws:rds:*:*:db:*',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/AutomatedBackups.AWSBackup.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
  ],
  resource: rdsInstanceType,
  reads: { plans: backupPlanType },
  equivalents: ['prowler:rds_instance_protected_by_backup_plan'],
  evaluate(instance, subject, { plans }) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    const { region, tags } = subject;
    const arn = instance.DBInstanceArn ?? subject.externalId;
    const backupType = 'RDS';
    const found = selectingPlan({ arn, region, tags, backupType }, plans);
    if (found.state === 'selected')
      return pass(`The backup plan ${found.plan} selects the instance.`, 'DBInstanceArn', 'Tags');
    if (found.state === 'unclear')
      return unknown(
        `The backup plan ${found.plan} joins ARNs and tags, and only one of them fits the instance.`,
        'DBInstanceArn',
        'Tags',
      );
    return fail(`No backup plan in ${region} selects the instance.`, 'DBInstanceArn', 'Tags');
  },
});
