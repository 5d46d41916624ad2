import type { InstanceInformation, ResourceComplianceSummaryItem } from '@aws-sdk/client-ssm';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy } from '../../shapes/order.ts';
import { ssmManagedInstanceType } from './schema.ts';

type Summaries = ReadonlyMap<string, ResourceComplianceSummaryItem[]>;

export const ssmManagedInstanceCollector = defineCollector<AwsSession>({
  resource: ssmManagedInstanceType,
  scope: 'regional',
  lists: [{ operation: 'ssm:DescribeInstanceInformation', permission: 'ssm:DescribeInstanceInformation' }],
  details: [
    {
      operation: 'ssm:ListResourceComplianceSummaries',
      permission: 'ssm:ListResourceComplianceSummaries',
      paths: ['Compliance'],
    },
  ],
  async *collect(session) {
    let summaries: Detail<Summaries> | undefined;
    for await (const page of session.pages('ssm', 'DescribeInstanceInformation', { MaxResults: 50 })) {
      const instances = page.InstanceInformationList ?? [];
      if (instances.length === 0) continue;
      // One list for the region instead of calls per instance.
      summaries ??= await regionSummaries(session);
      for (const instance of instances) yield observeInstance(session, instance, summaries);
    }
  },
});

async function regionSummaries(session: AwsSession): Promise<Detail<Summaries>> {
  const pages = await session.detailPages('ssm', 'ListResourceComplianceSummaries', { MaxResults: 50 });
  if (pages.state !== 'value') return pages;
  const all = pages.value.flatMap((page) => page.ResourceComplianceSummaryItems ?? []);
  return { state: 'value', value: Map.groupBy(all, ({ ResourceId }) => ResourceId ?? '') };
}

/** Left out: when the agent last called and when associations last ran, which moves every few minutes. */
function observeInstance(session: AwsSession, instance: InstanceInformation, summaries: Detail<Summaries>) {
  const { InstanceId = '' } = instance;
  const draft = draftConfiguration({
    InstanceId,
    ResourceType: instance.ResourceType,
    PingStatus: instance.PingStatus,
    PlatformType: instance.PlatformType,
    PlatformName: instance.PlatformName,
    PlatformVersion: instance.PlatformVersion,
    AgentVersion: instance.AgentVersion,
    IsLatestVersion: instance.IsLatestVersion,
    AssociationStatus: instance.AssociationStatus,
    ActivationId: instance.ActivationId,
    IamRole: instance.IamRole,
  });
  draft.put('Compliance', summaries, (all) => complianceOf(all.get(InstanceId)));
  return observed(session, draft, {
    externalId: `arn:${session.partition}:ssm:${session.region}:${session.accountId}:managed-instance/${InstanceId}`,
    id: InstanceId,
    name: instance.Name ?? instance.ComputerName,
    status: instance.PingStatus === 'Inactive' ? 'stopped' : 'active',
  });
}

function complianceOf(items: readonly ResourceComplianceSummaryItem[] | undefined) {
  const shapes = items?.map((item) => ({
    ComplianceType: item.ComplianceType,
    Status: item.Status,
    OverallSeverity: item.OverallSeverity,
    NonCompliantCount: item.NonCompliantSummary?.NonCompliantCount,
  }));
  return sortedBy(shapes, ({ ComplianceType }) => [ComplianceType]);
}
