import type { LogGroup, MetricFilter } from '@aws-sdk/client-cloudwatch-logs';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { idInArn } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { cloudwatchLogGroupType } from './schema.ts';

export const cloudwatchLogGroupCollector = defineCollector<AwsSession>({
  resource: cloudwatchLogGroupType,
  scope: 'regional',
  lists: [{ operation: 'cloudwatch-logs:DescribeLogGroups', permission: 'logs:DescribeLogGroups' }],
  details: [
    {
      operation: 'cloudwatch-logs:ListTagsForResource',
      permission: 'logs:ListTagsForResource',
      paths: ['Tags'],
      absent: ['ResourceNotFound'],
    },
    {
      operation: 'cloudwatch-logs:DescribeMetricFilters',
      permission: 'logs:DescribeMetricFilters',
      paths: ['MetricFilters'],
      absent: ['ResourceNotFound'],
    },
    {
      operation: 'cloudwatch-logs:GetDataProtectionPolicy',
      permission: 'logs:GetDataProtectionPolicy',
      paths: ['DataProtectionPolicy'],
      absent: ['ResourceNotFound'],
    },
  ],
  one: (arn) => {
    const name = idInArn(arn);
    const isIt = (group: unknown) => (group as LogGroup).logGroupName === name;
    return [
      {
        operation: 'cloudwatch-logs:DescribeLogGroups',
        input: { logGroupNamePrefix: name },
        only: { items: 'logGroups', keep: isIt },
      },
    ];
  },
  async *collect(session) {
    for await (const page of session.pages('cloudwatch-logs', 'DescribeLogGroups', { limit: 50 })) {
      yield* session.mapConcurrently(page.logGroups ?? [], (group) => observeLogGroup(session, group));
    }
  },
});

const notConfigured = { state: 'absent' } as const;

async function observeLogGroup(session: AwsSession, group: LogGroup) {
  const { logGroupName } = group;
  const arn = bareArn(session, group);
  const [tags, filters, protection] = await Promise.all([
    session.detail('cloudwatch-logs', 'ListTagsForResource', { resourceArn: arn }),
    // Most groups have neither filters nor a policy, and the list says so.
    group.metricFilterCount === 0
      ? notConfigured
      : session.detailPages('cloudwatch-logs', 'DescribeMetricFilters', { logGroupName }),
    group.dataProtectionStatus === undefined
      ? notConfigured
      : session.detail('cloudwatch-logs', 'GetDataProtectionPolicy', { logGroupIdentifier: arn }),
  ]);
  if (tags.state === 'absent') return undefined;
  const draft = draftConfiguration({
    LogGroupName: logGroupName,
    // CloudFormation's ARN of a group also stands for its streams.
    Arn: `${arn}:*`,
    LogGroupClass: group.logGroupClass,
    RetentionInDays: group.retentionInDays,
    KmsKeyId: group.kmsKeyId,
    DeletionProtectionEnabled: group.deletionProtectionEnabled,
    BearerTokenAuthenticationEnabled: group.bearerTokenAuthenticationEnabled,
    DataProtectionStatus: group.dataProtectionStatus,
  });
  draft.put('MetricFilters', filters, (pages) =>
    filterList(pages.flatMap((page) => page.metricFilters ?? [])),
  );
  draft.put('DataProtectionPolicy', protection, (answer) => policyDocument(answer.policyDocument));
  return observed(session, draft, { externalId: arn, name: logGroupName, tags: draft.take(tags)?.tags });
}

function bareArn(session: AwsSession, group: LogGroup): string {
  const said = group.logGroupArn ?? group.arn?.replace(/:\*$/, '');
  const { partition, region, accountId } = session;
  return said ?? `arn:${partition}:logs:${region}:${accountId}:log-group:${group.logGroupName ?? ''}`;
}

function filterList(filters: MetricFilter[]) {
  const shapes = filters.map((filter) => ({
    FilterName: filter.filterName,
    FilterPattern: filter.filterPattern,
    FieldSelectionCriteria: filter.fieldSelectionCriteria,
    ApplyOnTransformedLogs: filter.applyOnTransformedLogs,
    MetricTransformations: filter.metricTransformations?.map((metric) => ({
      MetricName: metric.metricName,
      MetricNamespace: metric.metricNamespace,
      MetricValue: metric.metricValue,
      DefaultValue: metric.defaultValue,
      Unit: metric.unit,
      Dimensions:
        metric.dimensions &&
        sortedBy(
          Object.entries(metric.dimensions).map(([Key, Value]) => ({ Key, Value })),
          ({ Key }) => [Key],
        ),
    })),
  }));
  return sortedBy(shapes, ({ FilterName }) => [FilterName]);
}
