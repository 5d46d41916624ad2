import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { struct, text, texts } from '../../shapes/schema-parts.ts';

export const backupReportPlanType = defineResourceType({
  type: 'backup_report_plan',
  vendorType: 'AWS::Backup::ReportPlan',
  provider: 'aws',
  title: 'Backup report plan',
  service: 'backup',
  aliases: ['report_plan'],
  schema: z.looseObject({
    ReportPlanName: text,
    ReportPlanArn: text,
    ReportPlanDescription: text,
    ReportDeliveryChannel: struct({ S3BucketName: text, S3KeyPrefix: text, Formats: texts }),
    ReportSetting: struct({ ReportTemplate: text, Accounts: texts, Regions: texts, FrameworkArns: texts }),
  }),
  facts: {
    readOnlyPaths: ['ReportPlanArn'],
    createOnlyPaths: ['ReportPlanName'],
    unorderedScalarPaths: [
      'ReportDeliveryChannel.Formats',
      'ReportSetting.Accounts',
      'ReportSetting.FrameworkArns',
      'ReportSetting.OrganizationUnits',
      'ReportSetting.Regions',
    ],
  },
});
