import type { AdvancedEventSelector, EventSelector, Trail } from '@aws-sdk/client-cloudtrail';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { cloudtrailTrailType } from './schema.ts';

export const cloudtrailTrailCollector = defineCollector<AwsSession>({
  resource: cloudtrailTrailType,
  scope: 'regional',
  lists: [{ operation: 'cloudtrail:DescribeTrails', permission: 'cloudtrail:DescribeTrails' }],
  details: [
    {
      operation: 'cloudtrail:GetTrailStatus',
      permission: 'cloudtrail:GetTrailStatus',
      paths: [
        'IsLogging',
        'LatestDeliveryError',
        'LatestCloudWatchLogsDeliveryError',
        'LatestCloudWatchLogsDeliveryAgeDays',
      ],
    },
    {
      operation: 'cloudtrail:GetEventSelectors',
      permission: 'cloudtrail:GetEventSelectors',
      paths: ['EventSelectors', 'AdvancedEventSelectors'],
    },
    {
      operation: 'cloudtrail:GetInsightSelectors',
      permission: 'cloudtrail:GetInsightSelectors',
      paths: ['InsightSelectors'],
      absent: ['InsightNotEnabledException'],
    },
    { operation: 'cloudtrail:ListTags', permission: 'cloudtrail:ListTags', paths: ['Tags'] },
  ],
  one: (arn) => [{ operation: 'cloudtrail:DescribeTrails', input: { trailNameList: [arn] } }],
  async *collect(session) {
    // Without shadows: a trail for all regions is listed in each of them and lives in one.
    const { trailList } = await session.call('cloudtrail', 'DescribeTrails', { includeShadowTrails: false });
    yield* session.mapConcurrently(trailList ?? [], (trail) => observeTrail(session, trail));
  },
});

async function observeTrail(session: AwsSession, trail: Trail): Promise<ObservedResource> {
  const name = trail.Name ?? '';
  const arn =
    trail.TrailARN ||
    `arn:${session.partition}:cloudtrail:${session.region}:${session.accountId}:trail/${name}`;
  const [status, selectors, insights, tagPages] = await Promise.all([
    session.detail('cloudtrail', 'GetTrailStatus', { Name: arn }),
    session.detail('cloudtrail', 'GetEventSelectors', { TrailName: arn }),
    trail.HasInsightSelectors === false
      ? ({ state: 'absent' } satisfies Detail<never>)
      : session.detail('cloudtrail', 'GetInsightSelectors', { TrailName: arn }),
    session.detailPages('cloudtrail', 'ListTags', { ResourceIdList: [arn] }),
  ]);

  const draft = draftConfiguration({
    TrailName: name,
    Arn: arn,
    HomeRegion: trail.HomeRegion,
    IsMultiRegionTrail: trail.IsMultiRegionTrail,
    IsOrganizationTrail: trail.IsOrganizationTrail,
    IncludeGlobalServiceEvents: trail.IncludeGlobalServiceEvents,
    EnableLogFileValidation: trail.LogFileValidationEnabled,
    S3BucketName: trail.S3BucketName,
    S3KeyPrefix: unlessBlank(trail.S3KeyPrefix),
    SnsTopicName: unlessBlank(trail.SnsTopicName),
    SnsTopicArn: unlessBlank(trail.SnsTopicARN),
    KMSKeyId: unlessBlank(trail.KmsKeyId),
    CloudWatchLogsLogGroupArn: unlessBlank(trail.CloudWatchLogsLogGroupArn),
    CloudWatchLogsRoleArn: unlessBlank(trail.CloudWatchLogsRoleArn),
  });
  const logging = draft.take(status);
  draft.set('IsLogging', logging?.IsLogging);
  draft.set('LatestDeliveryError', unlessBlank(logging?.LatestDeliveryError));
  draft.set('LatestCloudWatchLogsDeliveryError', unlessBlank(logging?.LatestCloudWatchLogsDeliveryError));
  draft.set('LatestCloudWatchLogsDeliveryAgeDays', ageDays(logging?.LatestCloudWatchLogsDeliveryTime));
  const events = draft.take(selectors);
  draft.set('EventSelectors', eventSelectors(events?.EventSelectors));
  draft.set('AdvancedEventSelectors', advancedEventSelectors(events?.AdvancedEventSelectors));
  draft.put('InsightSelectors', insights, (it) =>
    sortedBy(it.InsightSelectors, (selector) => [selector.InsightType]),
  );
  const tags = draft
    .take(tagPages)
    ?.flatMap((page) => page.ResourceTagList ?? [])
    .flatMap((resource) => resource.TagsList ?? [])
    .map((tag) => ({ Key: tag.Key ?? '', Value: tag.Value ?? '' }));
  return observed({ region: trail.HomeRegion ?? session.region }, draft, {
    externalId: arn,
    name,
    tags,
    status: logging?.IsLogging === false ? 'stopped' : 'active',
  });
}

const dayMs = 86_400_000;

/** The age and not the moment: it stays 0 as long as a trail delivers, and is no change then. */
function ageDays(moment: Date | undefined): number | undefined {
  if (moment === undefined) return undefined;
  return Math.max(0, Math.floor((Date.now() - moment.getTime()) / dayMs));
}

function eventSelectors(selectors: EventSelector[] | undefined) {
  return sortedBy(
    selectors?.map((selector) => ({
      ReadWriteType: selector.ReadWriteType,
      IncludeManagementEvents: selector.IncludeManagementEvents,
      ExcludeManagementEventSources: sorted(selector.ExcludeManagementEventSources),
      DataResources: sortedBy(
        selector.DataResources?.map(({ Type, Values }) => ({ Type, Values: sorted(Values) })),
        (resource) => [resource.Type, resource.Values?.[0]],
      ),
    })),
    (selector) => [JSON.stringify(selector)],
  );
}

function advancedEventSelectors(selectors: AdvancedEventSelector[] | undefined) {
  return sortedBy(
    selectors?.map((selector) => ({
      Name: unlessBlank(selector.Name),
      FieldSelectors: sortedBy(
        selector.FieldSelectors?.map((field) => ({
          Field: field.Field,
          Equals: sorted(field.Equals),
          NotEquals: sorted(field.NotEquals),
          StartsWith: sorted(field.StartsWith),
          NotStartsWith: sorted(field.NotStartsWith),
          EndsWith: sorted(field.EndsWith),
          NotEndsWith: sorted(field.NotEndsWith),
        })),
        (field) => [field.Field],
      ),
    })),
    (selector) => [selector.Name, JSON.stringify(selector)],
  );
}
