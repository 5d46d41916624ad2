import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { macieSessionCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'macie2:GetMacieSession': { status: 'ENABLED', findingPublishingFrequency: 'FIFTEEN_MINUTES' },
  'macie2:GetAutomatedDiscoveryConfiguration': { status: 'ENABLED', lastUpdatedAt: '2026-01-01T00:00:00Z' },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of Macie', () => {
  it('shows whether Macie runs and searches by itself', async () => {
    expect((await collectOne()).configuration).toEqual({
      Status: 'ENABLED',
      FindingPublishingFrequency: 'FIFTEEN_MINUTES',
      AutomatedDiscoveryStatus: 'ENABLED',
    });
  });

  it('is there, and switched off, where Macie says so', async () => {
    const off = { error: 'AccessDeniedException', status: 403, message: 'Macie is not enabled.' };
    expect(await collectOne({ 'macie2:GetMacieSession': off })).toMatchObject({
      externalId: 'macie:us-east-1',
      status: 'stopped',
      configuration: { Status: 'DISABLED', AutomatedDiscoveryStatus: 'DISABLED' },
      unreadable: [],
    });
  });

  it('does not take a missing permission, which has the same code, for switched off', async () => {
    const message = 'User: arn:aws:iam::1:user/x is not authorized to perform: macie2:GetMacieSession';
    const denied = { error: 'AccessDeniedException', status: 403, message };
    const macie = await collectOne({ 'macie2:GetMacieSession': denied });
    expect(macie.configuration).not.toHaveProperty('Status');
    expect(macie.unreadable[0]).toMatchObject({ path: 'Status', reason: 'denied' });
  });
});
