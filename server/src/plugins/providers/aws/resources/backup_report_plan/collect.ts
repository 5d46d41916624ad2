import type { ReportPlan } from '@aws-sdk/client-backup';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank } from '../../shapes/order.ts';
import { backupReportPlanType } from './schema.ts';

export const backupReportPlanCollector = defineCollector<AwsSession>({
  resource: backupReportPlanType,
  scope: 'regional',
  lists: [{ operation: 'backup:ListReportPlans', permission: 'backup:ListReportPlans' }],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('backup', 'ListReportPlans', { MaxResults: 1000 })) {
      for (const plan of page.ReportPlans ?? []) yield observePlan(session, plan);
    }
  },
});

function observePlan(session: AwsSession, plan: ReportPlan): ObservedResource {
  const name = plan.ReportPlanName ?? '';
  const arn =
    plan.ReportPlanArn ||
    `arn:${session.partition}:backup:${session.region}:${session.accountId}:report-plan:${name}`;
  const { ReportDeliveryChannel: channel, ReportSetting: setting } = plan;
  const draft = draftConfiguration({
    ReportPlanName: name,
    ReportPlanArn: arn,
    ReportPlanDescription: unlessBlank(plan.ReportPlanDescription),
    ReportDeliveryChannel: channel && {
      S3BucketName: channel.S3BucketName,
      S3KeyPrefix: unlessBlank(channel.S3KeyPrefix),
      Formats: sorted(channel.Formats),
    },
    ReportSetting: setting && {
      ReportTemplate: setting.ReportTemplate,
      Accounts: sorted(setting.Accounts),
      FrameworkArns: sorted(setting.FrameworkArns),
      OrganizationUnits: sorted(setting.OrganizationUnits),
      Regions: sorted(setting.Regions),
    },
  });
  return observed(session, draft, { externalId: arn, name });
}
