import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupPlanType } from '../../../../providers/aws/resources/backup_plan/schema.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';

export const control = defineControl({
  id: 'aws-backup-plan-exists',
  version: 1,
  title: 'The account has a backup plan that selects something',
  severity: 'low',
  category: 'resilience',
  risk: 'Backups that somebody makes by hand are forgotten. A plan makes them on schedule, and only for what it selects.',
  advice: {
    console: 'AWS Backup → Backup plans → Create backup plan, then Assign resources.',
    cli: 'aws backup create-backup-plan --backup-plan file://plan.json && aws backup create-backup-selection --backup-plan-id PLAN_ID --backup-selection file://selection.json',
    terraform:
      'resource "aws_backup_plan" "this" {\n  name = "nightly"\n  rule {\n    rule_name         = "nightly"\n    target_vault_name = aws_backup_vault.this.name\n    schedule          = "cron(0 3 ? * * *)"\n    lifecycle {\n      delete_after = 35\n    }\n  }\n}',
    cloudformation: 'Type: AWS::Backup::BackupPlan',
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html'],
  resource: iamAccountType,
  reads: { plans: backupPlanType },
  equivalents: ['prowler:backup_plans_exist'],
  evaluate(_account, _subject, { plans }) {
    const plan = plans.find(
      ({ configuration }) =>
        (configuration.BackupPlan?.BackupPlanRule ?? []).length > 0 &&
        (configuration.Selections ?? []).length > 0,
    );
    if (plan !== undefined)
      return pass(`The backup plan ${plan.name} in ${plan.region} has rules and selects resources.`);
    return fail('No backup plan has a rule and selects anything.');
  },
});
