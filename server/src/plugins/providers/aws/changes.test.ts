import { describe, expect, it } from 'vitest';
import { lookupChanges } from './changes.ts';
import { type RecordedResponses, replayConnection } from './testing/replay.ts';

const query = {
  resource: {
    type: 's3_bucket',
    externalId: 'arn:aws:s3:::data-lake',
    name: 'data-lake',
    region: 'us-east-1',
  },
  since: new Date('2026-01-01T00:00:00Z'),
  until: new Date('2026-01-02T00:00:00Z'),
};
const ask = (responses: RecordedResponses) =>
  lookupChanges(replayConnection(responses), query, {
    region: 'us-east-1',
    signal: new AbortController().signal,
  });

const event = (
  id: string,
  time: string,
  more: Record<string, unknown> = {},
  record: Record<string, unknown> = {},
) => ({
  EventId: id,
  EventName: 'PutBucketPolicy',
  EventTime: time,
  EventSource: 's3.amazonaws.com',
  ReadOnly: 'false',
  Username: 'ci-deploy',
  CloudTrailEvent: JSON.stringify({
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/ci-deploy' },
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2',
    ...record,
  }),
  ...more,
});

describe('who changed a resource', () => {
  it('is told newest first, each record once although the trail knows the key by several names', async () => {
    const events = [event('a', '2026-01-01T10:00:00Z'), event('b', '2026-01-01T11:00:00Z')];
    const answer = await ask({ 'cloudtrail:LookupEvents': { Events: events } });
    expect(answer).toMatchObject({ state: 'read', truncated: false });
    expect(answer.state === 'read' ? answer.changes.map(({ recordId }) => recordId) : []).toEqual(['b', 'a']);
    expect(answer.state === 'read' ? answer.changes[0] : undefined).toEqual({
      at: '2026-01-01T11:00:00.000Z',
      actor: 'ci-deploy',
      principal: 'arn:aws:iam::123456789012:user/ci-deploy',
      call: 'PutBucketPolicy',
      service: 's3.amazonaws.com',
      sourceAddress: '198.51.100.7',
      userAgent: 'aws-cli/2',
      recordId: 'b',
    });
  });

  it('leaves out readings and calls that failed', async () => {
    const reading = event('a', '2026-01-01T10:00:00Z', { ReadOnly: 'true' });
    const failed = event('b', '2026-01-01T10:00:00Z', {}, { errorCode: 'AccessDenied' });
    const answer = await ask({ 'cloudtrail:LookupEvents': { Events: [reading, failed] } });
    expect(answer).toEqual({ state: 'read', changes: [], truncated: false });
  });

  it('names the role where there is no user, and survives a record that is no JSON', async () => {
    const issuer = { sessionContext: { sessionIssuer: { userName: 'Deployer' } } };
    const byRole = event('a', '2026-01-01T10:00:00Z', { Username: undefined }, { userIdentity: issuer });
    const broken = event('b', '2026-01-01T09:00:00Z', { Username: undefined, CloudTrailEvent: '{' });
    const answer = await ask({ 'cloudtrail:LookupEvents': { Events: [byRole, broken] } });
    expect(answer.state === 'read' ? answer.changes.map(({ actor }) => actor) : []).toEqual([
      'Deployer',
      'unknown',
    ]);
  });

  it('says what to grant when the trail may not be read', async () => {
    expect(await ask({})).toMatchObject({
      state: 'unreadable',
      reason: 'denied',
      permission: 'cloudtrail:LookupEvents',
    });
  });

  it.each([
    ['arn:aws:ec2:us-east-1:1:security-group/sg-1', 'web', ['sg-1']],
    ['arn:aws:s3:::data-lake', 'data-lake', ['data-lake']],
    [
      'arn:aws:kms:us-east-1:1:key/k-1',
      'alias/main',
      ['k-1', 'arn:aws:kms:us-east-1:1:key/k-1', 'alias/main'],
    ],
    ['vol-1', 'disk', ['vol-1']],
  ])('asks for %s by the names that the trail may use', async (externalId, name, expected) => {
    const asked: string[] = [];
    const responses: RecordedResponses = {
      'cloudtrail:LookupEvents': (input) => {
        asked.push(input.LookupAttributes[0].AttributeValue);
        return { Events: [] };
      },
    };
    const place = { region: 'us-east-1', signal: new AbortController().signal };
    await lookupChanges(
      replayConnection(responses),
      { ...query, resource: { ...query.resource, externalId, name } },
      place,
    );
    expect(asked).toEqual(expected);
  });
});
