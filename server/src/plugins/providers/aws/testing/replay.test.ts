import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCollector } from '../../../../plugin-kit/define-collector.ts';
import { defineResourceType } from '../../../../plugin-kit/define-resource-type.ts';
import { draftConfiguration } from '../session/draft.ts';
import type { AwsSession } from '../session/types.ts';
import { collectAll, replaySession } from './replay.ts';

const bucket = defineCollector<AwsSession>({
  resource: defineResourceType({
    type: 'sample_bucket',
    vendorType: 'AWS::S3::Bucket',
    provider: 'aws',
    title: 'Sample bucket',
    service: 's3',
    aliases: [],
    schema: z.looseObject({}),
    facts: {},
  }),
  scope: 'global',
  lists: [{ operation: 's3:ListBuckets', permission: 's3:ListAllMyBuckets' }],
  details: [
    {
      operation: 's3:GetBucketPolicy',
      permission: 's3:GetBucketPolicy',
      paths: ['Policy'],
      absent: ['NoSuchBucketPolicy'],
    },
  ],
  async *collect(session) {
    for await (const page of session.pages('s3', 'ListBuckets', {})) {
      yield* session.mapConcurrently(page.Buckets ?? [], async ({ Name = '', CreationDate }) => {
        const draft = draftConfiguration({ BucketName: Name, CreationDate });
        draft.put(
          'Policy',
          await session.detail('s3', 'GetBucketPolicy', { Bucket: Name }),
          (value) => value.Policy,
        );
        const { configuration, unreadable } = draft;
        return {
          externalId: Name,
          name: Name,
          region: 'global',
          status: 'active',
          tags: {},
          configuration,
          unreadable,
        };
      });
    }
  },
});

const buckets = { Buckets: [{ Name: 'a', CreationDate: '2024-01-01T00:00:00Z' }, { Name: 'b' }] };

describe('a replayed session', () => {
  it('revives dates by the schema of the SDK and answers details by input', async () => {
    const session = replaySession({
      collector: bucket,
      responses: {
        's3:ListBuckets': buckets,
        's3:GetBucketPolicy': ({ Bucket }) => ({ Policy: `{"for":"${Bucket}"}` }),
      },
    });
    const [a, b] = await collectAll(bucket, session);
    expect(a?.configuration).toEqual({
      BucketName: 'a',
      CreationDate: '2024-01-01T00:00:00.000Z',
      Policy: '{"for":"a"}',
    });
    expect(b?.configuration).toEqual({ BucketName: 'b', Policy: '{"for":"b"}' });
  });

  it('keeps "not configured" apart from "not allowed to see"', async () => {
    const session = replaySession({
      collector: bucket,
      responses: {
        's3:ListBuckets': buckets,
        's3:GetBucketPolicy': ({ Bucket }) =>
          Bucket === 'a'
            ? { error: 'NoSuchBucketPolicy', status: 404 }
            : { error: 'AccessDenied', status: 403 },
      },
    });
    const [a, b] = await collectAll(bucket, session);
    expect(a?.unreadable).toEqual([]);
    expect(b?.unreadable).toMatchObject([
      { path: 'Policy', reason: 'denied', permission: 's3:GetBucketPolicy' },
    ]);
  });

  it('follows the page tokens of recorded pages', async () => {
    const session = replaySession({
      collector: bucket,
      responses: {
        's3:ListBuckets': [
          { Buckets: [{ Name: 'a' }], ContinuationToken: 'next' },
          { Buckets: [{ Name: 'b' }] },
        ],
        's3:GetBucketPolicy': { error: 'NoSuchBucketPolicy' },
      },
    });
    expect((await collectAll(bucket, session)).map((resource) => resource.name)).toEqual(['a', 'b']);
  });

  it('ends a list that hands out the same page token for ever', async () => {
    const session = replaySession({
      collector: bucket,
      responses: { 's3:ListBuckets': { Buckets: [], ContinuationToken: 'again' } },
    });
    await expect(collectAll(bucket, session)).rejects.toMatchObject({
      reason: 'malformed',
      code: 'RepeatedPageToken',
    });
  });

  it('throws the reason and the permission of a denied list', async () => {
    const session = replaySession({ collector: bucket, responses: {} });
    await expect(collectAll(bucket, session)).rejects.toMatchObject({
      reason: 'denied',
      permission: 's3:ListAllMyBuckets',
    });
  });

  it('refuses a call that the collector did not declare', async () => {
    const session = replaySession({ collector: bucket, responses: {} });
    await expect(session.detail('s3', 'GetBucketAcl', { Bucket: 'a' })).rejects.toThrow(/without declaring/);
    expect(() => session.pages('s3', 'ListObjectsV2', { Bucket: 'a' })).toThrow(/without declaring/);
  });

  it('refuses a write even when it is declared', async () => {
    const session = replaySession({
      collector: { ...bucket, lists: [{ operation: 's3:DeleteBucket', permission: 's3:DeleteBucket' }] },
      responses: { 's3:DeleteBucket': {} },
    });
    await expect(session.call('s3', 'DeleteBucket', { Bucket: 'a' })).rejects.toThrow(/not a read/);
  });
});
