import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { route53HostedZoneCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'route-53:ListHostedZones': {
    HostedZones: [
      { Id: '/hostedzone/Z1', Name: 'example.com.', CallerReference: 'x', Config: { PrivateZone: false } },
    ],
    IsTruncated: false,
  },
  'route-53:ListQueryLoggingConfigs': {
    QueryLoggingConfigs: [
      { Id: 'q1', HostedZoneId: 'Z1', CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:1:log-group:dns' },
    ],
  },
  'route-53:GetDNSSEC': { Status: { ServeSignature: 'SIGNING' }, KeySigningKeys: [] },
  'route-53:ListTagsForResource': { ResourceTagSet: { Tags: [{ Key: 'team', Value: 'net' }] } },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of hosted zones', () => {
  it('shows whether queries are logged and answers signed', async () => {
    const zone = await collectOne();
    expect(zone).toMatchObject({ name: 'example.com.', region: 'global', tags: { team: 'net' } });
    expect(zone.configuration).toEqual({
      Id: 'Z1',
      Arn: 'arn:aws:route53:::hostedzone/Z1',
      Name: 'example.com.',
      HostedZoneConfig: { PrivateZone: false },
      QueryLoggingConfig: { CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:1:log-group:dns' },
      DNSSEC: { ServeSignature: 'SIGNING' },
      Tags: [{ Key: 'team', Value: 'net' }],
    });
  });

  it('does not ask a private zone for its signature', async () => {
    const zone = await collectOne({
      'route-53:ListHostedZones': {
        HostedZones: [
          { Id: '/hostedzone/Z1', Name: 'corp.', CallerReference: 'x', Config: { PrivateZone: true } },
        ],
      },
      'route-53:GetDNSSEC': { error: 'InvalidArgument' },
    });
    expect(zone.configuration).not.toHaveProperty('DNSSEC');
    expect(zone.unreadable).toEqual([]);
  });

  it('does not take a denied answer for no logging', async () => {
    const zone = await collectOne({ 'route-53:ListQueryLoggingConfigs': { error: 'AccessDenied' } });
    expect(zone.unreadable).toMatchObject([{ path: 'QueryLoggingConfig' }]);
  });
});
