import type { Event, LookupAttribute } from '@aws-sdk/client-cloudtrail';
import { awsError } from '../protocols/errors.ts';
import type { StoredTrail, World } from '../world/world.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

/** All trails that act in a region: those at home there and the shadows of multi-region ones. */
function trailsIn(world: World, region: string): StoredTrail[] {
  return [...world.regions.values()]
    .flatMap((one) => one.trails.all())
    .filter((trail) => trail.HomeRegion === region || trail.IsMultiRegionTrail);
}

function trailNamed(call: Call, name: string | undefined): StoredTrail {
  const trail = trailsIn(call.world, call.region).find((one) => one.TrailARN === name || one.Name === name);
  if (!trail) {
    const arn = name?.startsWith('arn:')
      ? name
      : `arn:aws:cloudtrail:${call.region}:${call.world.accountId}:trail/${name}`;
    throw awsError(
      'TrailNotFoundException',
      400,
      `Unknown trail: ${arn} for the user: ${call.world.accountId}`,
    );
  }
  return trail;
}

/** A trail that is changed is called where it is at home. */
function trailAtHome(call: Call, name: string | undefined): StoredTrail {
  const trail = trailNamed(call, name);
  if (trail.HomeRegion !== call.region) {
    throw awsError(
      'InvalidHomeRegionException',
      400,
      `Trail ${trail.TrailARN} must be updated or deleted in its home region: ${trail.HomeRegion}.`,
    );
  }
  return trail;
}

function matches(event: Event, attribute: LookupAttribute): boolean {
  const wanted = attribute.AttributeValue;
  if (attribute.AttributeKey === 'ResourceName') {
    return (event.Resources ?? []).some((resource) => resource.ResourceName === wanted);
  }
  if (attribute.AttributeKey === 'ResourceType') {
    return (event.Resources ?? []).some((resource) => resource.ResourceType === wanted);
  }
  const field = attribute.AttributeKey as keyof Event | undefined;
  return field !== undefined && event[field] === wanted;
}

/** These members are text on the wire, not timestamps. */
function wireTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

export const cloudtrailOperations: Operations<typeof import('@aws-sdk/client-cloudtrail')> = {
  DescribeTrails: (input, call) => {
    const shadows = input.includeShadowTrails ?? true;
    const names = input.trailNameList ?? [];
    const trailList = trailsIn(call.world, call.region)
      .filter((trail) => shadows || trail.HomeRegion === call.region)
      .filter(
        (trail) =>
          names.length === 0 || names.includes(trail.Name ?? '') || names.includes(trail.TrailARN ?? ''),
      );
    return { trailList };
  },

  ListTrails: (_, call) => ({
    Trails: trailsIn(call.world, call.region).map(({ TrailARN, Name, HomeRegion }) => ({
      TrailARN,
      Name,
      HomeRegion,
    })),
  }),

  GetTrail: (input, call) => ({ Trail: trailNamed(call, input.Name) }),

  GetTrailStatus: (input, call) => {
    const { status } = trailNamed(call, input.Name);
    // A logging trail delivers every few minutes; one that was stopped tells of its last delivery.
    const now =
      Math.floor((status.IsLogging ? Date.now() : (status.StopLoggingTime?.getTime() ?? 0)) / 1000) * 1000;
    if (now === 0) return status;
    return {
      ...status,
      LatestDeliveryTime: new Date(now - 180_000),
      LatestDeliveryAttemptTime: wireTime(now - 180_000),
      LatestDeliveryAttemptSucceeded: wireTime(now - 180_000),
      LatestCloudWatchLogsDeliveryTime: new Date(now - 120_000),
      LatestDigestDeliveryTime: new Date(now - 1_800_000),
    };
  },

  GetEventSelectors: (input, call) => {
    const trail = trailNamed(call, input.TrailName);
    return { TrailARN: trail.TrailARN, EventSelectors: trail.eventSelectors };
  },

  GetInsightSelectors: (input, call) => {
    const trail = trailNamed(call, input.TrailName);
    if (trail.insightSelectors.length === 0) {
      throw awsError(
        'InsightNotEnabledException',
        400,
        `Trail ${trail.Name} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`,
      );
    }
    return { TrailARN: trail.TrailARN, InsightSelectors: trail.insightSelectors };
  },

  ListTags: (input, call) => ({
    ResourceTagList: (input.ResourceIdList ?? []).map((ResourceId) => ({
      ResourceId,
      TagsList: Object.entries(trailNamed(call, ResourceId).tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  }),

  StartLogging: (input, call) => {
    const trail = trailAtHome(call, input.Name);
    trail.status = { ...trail.status, IsLogging: true, StartLoggingTime: new Date() };
    return {};
  },

  UpdateTrail: (input, call) => {
    const trail = trailAtHome(call, input.Name);
    const isMultiRegion = input.IsMultiRegionTrail ?? trail.IsMultiRegionTrail;
    const isGlobal = input.IncludeGlobalServiceEvents ?? trail.IncludeGlobalServiceEvents;
    if (isMultiRegion && isGlobal === false) {
      throw awsError(
        'InvalidParameterCombinationException',
        400,
        'Multi-Region trail must include global service events.',
      );
    }
    if (input.S3BucketName !== undefined && !call.world.buckets.get(input.S3BucketName))
      throw awsError('S3BucketDoesNotExistException', 400, `S3 bucket ${input.S3BucketName} does not exist!`);
    const changes = {
      S3BucketName: input.S3BucketName,
      S3KeyPrefix: input.S3KeyPrefix,
      IncludeGlobalServiceEvents: input.IncludeGlobalServiceEvents,
      IsMultiRegionTrail: input.IsMultiRegionTrail,
      LogFileValidationEnabled: input.EnableLogFileValidation,
      CloudWatchLogsLogGroupArn: input.CloudWatchLogsLogGroupArn,
      CloudWatchLogsRoleArn: input.CloudWatchLogsRoleArn,
      KmsKeyId: input.KmsKeyId,
    };
    for (const [name, value] of Object.entries(changes))
      if (value !== undefined) Object.assign(trail, { [name]: value });
    call.world.region(call.region).trails.put(trail);
    const { Name, S3BucketName, IncludeGlobalServiceEvents, IsMultiRegionTrail, TrailARN } = trail;
    const { LogFileValidationEnabled, IsOrganizationTrail, KmsKeyId } = trail;
    return {
      Name,
      S3BucketName,
      IncludeGlobalServiceEvents,
      IsMultiRegionTrail,
      TrailARN,
      LogFileValidationEnabled,
      IsOrganizationTrail,
      ...(KmsKeyId === undefined ? {} : { KmsKeyId }),
    };
  },

  StopLogging: (input, call) => {
    const trail = trailAtHome(call, input.Name);
    trail.status = { ...trail.status, IsLogging: false, StopLoggingTime: new Date() };
    return {};
  },

  LookupEvents: (input, call) => {
    const from = input.StartTime?.getTime() ?? 0;
    const until = input.EndTime?.getTime() ?? Number.POSITIVE_INFINITY;
    const attribute = input.LookupAttributes?.[0];
    const found = call.world
      .region(call.region)
      .events.filter((event) => {
        const at = event.EventTime?.getTime() ?? 0;
        return at >= from && at <= until && (!attribute || matches(event, attribute));
      })
      .sort((left, right) => (right.EventTime?.getTime() ?? 0) - (left.EventTime?.getTime() ?? 0));
    const { items, next } = pageOf(found, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 50,
      largest: 50,
      invalidToken: () => awsError('InvalidNextTokenException', 400, 'The token is not valid.'),
    });
    return { Events: items, ...(next === undefined ? {} : { NextToken: next }) };
  },
};
