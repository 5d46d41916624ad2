import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { inspectorSettingsCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'inspector2:BatchGetAccountStatus': {
    accounts: [
      {
        accountId: '123456789012',
        state: { status: 'ENABLED', errorCode: '', errorMessage: '' },
        resourceState: {
          ec2: { status: 'ENABLED', errorCode: '', errorMessage: '' },
          ecr: { status: 'DISABLED', errorCode: '', errorMessage: '' },
        },
      },
    ],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of Inspector settings', () => {
  it('shows which kinds of resources are scanned', async () => {
    expect(await collectOne()).toMatchObject({
      externalId: 'inspector:us-east-1',
      configuration: { Status: 'ENABLED', ResourceState: { Ec2: 'ENABLED', Ecr: 'DISABLED' } },
      unreadable: [],
    });
  });

  it.each([
    ['a denied call', { error: 'AccessDeniedException' }],
    ['an answer about nobody', { accounts: [], failedAccounts: [{ accountId: '123456789012' }] }],
  ])('does not take %s for switched off', async (_, answer) => {
    const settings = await collectOne({ 'inspector2:BatchGetAccountStatus': answer });
    expect(settings.configuration).toEqual({});
    expect(settings.unreadable.map(({ path }) => path)).toEqual(['Status', 'ResourceState']);
  });
});
