import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { backupReportPlanType } from '../../../../providers/aws/resources/backup_report_plan/schema.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';

export const control = defineControl({
  id: 'aws-backup-report-plan-exists',
  version: 1,
  title: 'The account has a backup report plan',
  severity: 'low',
  category: 'governance',
  risk: 'Backups that fail night after night are noticed when they are needed. A report says every day what ran and what did not.',
  advice: {
    console: 'AWS Backup → Reports → Create report plan.',
    cli: 'aws backup create-report-plan --report-plan-name backup_jobs --report-setting ReportTemplate=BACKUP_JOB_REPORT --report-delivery-channel S3BucketName=BUCKET,Formats=CSV',
    terraform:
      'resource "aws_backup_report_plan" "this" {\n  name = "backup_jobs"\n  report_delivery_channel {\n    s3_bucket_name = aws_s3_bucket.reports.id\n    formats        = ["CSV"]\n  }\n  report_setting {\n    report_template = "BACKUP_JOB_REPORT"\n  }\n}',
    cloudformation: 'ReportSetting:\n  ReportTemplate: BACKUP_JOB_REPORT',
  },
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-audit-manager.html'],
  resource: iamAccountType,
  reads: { reports: backupReportPlanType },
  equivalents: ['prowler:backup_reportplans_exist'],
  evaluate(_account, _subject, { reports }) {
    const report = reports.find(() => true);
    if (report !== undefined) return pass(`The report plan ${report.name} is in ${report.region}.`);
    return fail('The account has no backup report plan.');
  },
});
