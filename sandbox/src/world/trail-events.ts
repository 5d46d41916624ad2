import { randomUUID } from 'node:crypto';
import type { World } from './world.ts';

/** A change as CloudTrail tells it. */
export interface TrailEvent {
  region: string;
  /** The service's event source, e.g. `s3.amazonaws.com`. */
  source: string;
  call: string;
  resources: { type: string; name: string }[];
  parameters: unknown;
  address: string;
  userAgent: string;
  username: string;
  identity: Record<string, unknown> & { accessKeyId: string };
}

export function wholeSeconds(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / 1000) * 1000);
}

/** Adds an event to the history that LookupEvents answers from. */
export function recordEvent(world: World, event: TrailEvent): void {
  const at = wholeSeconds(Date.now());
  const EventId = randomUUID();
  world.region(event.region).events.push({
    EventId,
    EventName: event.call,
    EventTime: at,
    EventSource: event.source,
    Username: event.username,
    ReadOnly: 'false',
    AccessKeyId: event.identity.accessKeyId,
    Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
    CloudTrailEvent: JSON.stringify({
      eventVersion: '1.11',
      userIdentity: event.identity,
      eventTime: at.toISOString().replace('.000Z', 'Z'),
      eventSource: event.source,
      eventName: event.call,
      awsRegion: event.region,
      sourceIPAddress: event.address,
      userAgent: event.userAgent,
      requestParameters: event.parameters,
      responseElements: null,
      eventID: EventId,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: world.accountId,
      eventCategory: 'Management',
    }),
  });
}
