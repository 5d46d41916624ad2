import { describe, expect, it } from 'vitest';
import { collectAll, type Recorded, replaySession } from '../../testing/replay.ts';
import { s3AccountSettingsCollector as collector } from './collect.ts';

async function collectOne(answer: Recorded) {
  const responses = { 's3-control:GetPublicAccessBlock': answer };
  const [observed, ...more] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined || more.length > 0) throw new Error('not exactly one resource was collected');
  return observed;
}

const block = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

describe('the collector of the S3 settings of an account', () => {
  it('shows what is blocked for all buckets', async () => {
    const settings = await collectOne({ PublicAccessBlockConfiguration: block });
    expect(settings).toMatchObject({
      externalId: 's3-settings:123456789012',
      region: 'global',
      configuration: { PublicAccessBlockConfiguration: block },
      unreadable: [],
    });
  });

  it('is there also when nobody has decided anything', async () => {
    const settings = await collectOne({ error: 'NoSuchPublicAccessBlockConfiguration', status: 404 });
    expect(settings).toMatchObject({ configuration: {}, unreadable: [] });
  });

  it('does not take a denied answer for no block', async () => {
    const settings = await collectOne({ error: 'AccessDenied', status: 403 });
    expect(settings.unreadable).toEqual([
      expect.objectContaining({
        path: 'PublicAccessBlockConfiguration',
        reason: 'denied',
        permission: 's3:GetAccountPublicAccessBlock',
      }),
    ]);
  });
});
