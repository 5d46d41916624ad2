import { z } from 'zod';
import type { ChangeLookup, ChangeQuery, ChangeRecord } from '../../../plugin-kit/define-provider.ts';
import { AwsCallError, unreadableReason } from './session/call-error.ts';
import type { AwsConnection } from './session/connection.ts';

export const lookupPermission = 'cloudtrail:LookupEvents';

/** LookupEvents may be called twice a second, so a question is answered from few pages or said to be truncated. */
const maxPages = 4;

/** The trail's own record of an event; only what attribution needs, everything else ignored. */
const trailRecord = z.object({
  userIdentity: z
    .object({
      type: z.string().optional(),
      arn: z.string().optional(),
      userName: z.string().optional(),
      invokedBy: z.string().optional(),
      sessionContext: z
        .object({ sessionIssuer: z.object({ userName: z.string().optional() }).optional() })
        .optional(),
    })
    .optional(),
  sourceIPAddress: z.string().optional(),
  userAgent: z.string().optional(),
  errorCode: z.string().optional(),
});

type TrailEvent = {
  EventId?: string;
  EventName?: string;
  EventTime?: Date;
  EventSource?: string;
  ReadOnly?: string;
  Username?: string;
  CloudTrailEvent?: string;
};

export type LookupPlace = {
  /** Where the trail keeps the events of this resource: its region, or the home region for global services. */
  region: string;
  signal: AbortSignal;
};

/** Who changed a resource, from CloudTrail's event history, newest first. */
export async function lookupChanges(
  connection: AwsConnection,
  query: ChangeQuery,
  place: LookupPlace,
): Promise<ChangeLookup> {
  const changes = new Map<string, ChangeRecord>();
  let truncated = false;
  try {
    for (const name of trailNames(query.resource)) {
      let pages = 0;
      const input = {
        LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: name }],
        StartTime: query.since,
        EndTime: query.until,
      };
      const call = { ...place, permission: lookupPermission, onCapped: () => undefined };
      for await (const page of connection.pages('cloudtrail', 'LookupEvents', input, call)) {
        for (const event of (page as { Events?: TrailEvent[] }).Events ?? []) {
          const change = changeOf(event);
          if (change !== undefined) changes.set(change.recordId, change);
        }
        if (++pages >= maxPages) {
          truncated = (page as { NextToken?: string }).NextToken !== undefined;
          break;
        }
      }
    }
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    return {
      state: 'unreadable',
      reason: unreadableReason(error.reason),
      ...(error.reason === 'denied' ? { permission: lookupPermission } : {}),
      message: error.message,
    };
  }
  const newestFirst = [...changes.values()].sort((a, b) => b.at.localeCompare(a.at));
  return { state: 'read', changes: newestFirst, truncated };
}

/**
 * The names under which the trail may know a resource. EC2 and S3 know theirs by id and bucket name only; the
 * others use the ARN for some calls and the name for others. A question less matters at two a second.
 */
function trailNames(resource: ChangeQuery['resource']): string[] {
  const { externalId, name } = resource;
  if (!externalId.startsWith('arn:')) return [externalId];
  const id = idOfArn(externalId);
  const service = externalId.split(':')[2];
  const names = service === 'ec2' || service === 's3' ? [id] : [id, externalId, name];
  return [...new Set(names)].filter((candidate) => candidate !== '');
}

function idOfArn(arn: string): string {
  const resource = arn.split(':').slice(5).join(':');
  return resource.slice(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
}

function changeOf(event: TrailEvent): ChangeRecord | undefined {
  if (event.EventId === undefined || event.EventTime === undefined || event.ReadOnly === 'true')
    return undefined;
  const record = parseRecord(event.CloudTrailEvent);
  // A call that failed changed nothing.
  if (record?.errorCode !== undefined) return undefined;
  const identity = record?.userIdentity;
  const actor =
    event.Username ??
    identity?.userName ??
    identity?.sessionContext?.sessionIssuer?.userName ??
    identity?.invokedBy ??
    identity?.type ??
    'unknown';
  return {
    at: event.EventTime.toISOString(),
    actor,
    ...(identity?.arn === undefined ? {} : { principal: identity.arn }),
    call: event.EventName ?? 'unknown',
    service: event.EventSource ?? 'unknown',
    ...(record?.sourceIPAddress === undefined ? {} : { sourceAddress: record.sourceIPAddress }),
    ...(record?.userAgent === undefined ? {} : { userAgent: record.userAgent }),
    recordId: event.EventId,
  };
}

function parseRecord(text: string | undefined): z.infer<typeof trailRecord> | undefined {
  if (text === undefined) return undefined;
  try {
    return trailRecord.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
