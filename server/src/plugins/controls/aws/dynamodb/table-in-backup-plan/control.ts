import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupPlanType } from '../../../../providers/aws/resources/backup_plan/schema.ts';
import { dynamodbTableType } from '../../../../providers/aws/resources/dynamodb_table/schema.ts';
import { selectingPlan } from '../../backup/plan-selection.ts';

export const control = defineControl({
  id: 'aws-dynamodb-table-in-backup-plan',
  version: 1,
  title: 'DynamoDB table is backed up by a plan',
  severity: 'medium',
  category: 'resilience',
  risk: 'Point-in-time recovery ends with the table: when the table is deleted on purpose, only backups outside it remain. A plan makes them every day and keeps them apart.',
  advice: {
    console:
      'AWS Backup → Backup plans → the plan → Assign resources: DynamoDB, or a tag that the table has.',
    cli: 'aws backup create-backup-selection --backup-plan-id PLAN_ID --backup-selection \'{"SelectionName":"tables","IamRoleArn":"ROLE_ARN","Resources":["arn:aws:dynamodb:*:*:table/*"]}\'',
    terraform:
      'resource "aws_backup_selection" "tables" {\n  name         = "tables"\n  plan_id      = aws_backup_plan.this.id\n  iam_role_arn = aws_iam_role.backup.arn\n  resources    = ["arn:aws:dynamodb:*:*:table/*"]\n}',
    cloudformation:
      'BackupSelection:\n  SelectionName: tables\n  IamRoleArn: !GetAtt BackupRole.Arn\n  Resources:\n    - arn:aws:dynamodb:*:*:table/*',
  },
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_HowItWorksAWS.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
  ],
  resource: dynamodbTableType,
  reads: { plans: backupPlanType },
  equivalents: ['prowler:dynamodb_table_protected_by_backup_plan'],
  evaluate(table, subject, { plans }) {
    const { region, tags } = subject;
    const arn = table.Arn ?? subject.externalId;
    const found = selectingPlan({ arn, region, tags, backupType: 'DynamoDB' }, plans);
    if (found.state === 'selected')
      return pass(`The backup plan ${found.plan} selects the table.`, 'Arn', 'Tags');
    if (found.state === 'unclear')
      return unknown(
        `The backup plan ${found.plan} joins ARNs and tags, and only one of them fits the table.`,
        'Arn',
        'Tags',
      );
    return fail(`No backup plan in ${region} selects the table.`, 'Arn', 'Tags');
  },
});
