import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { kinesisStreamType } from './schema.ts';

export const kinesisStreamCollector = defineCollector<AwsSession>({
  resource: kinesisStreamType,
  scope: 'regional',
  lists: [{ operation: 'kinesis:ListStreams', permission: 'kinesis:ListStreams' }],
  details: [
    {
      operation: 'kinesis:DescribeStreamSummary',
      permission: 'kinesis:DescribeStreamSummary',
      paths: [
        'DesiredShardLevelMetrics',
        'RetentionPeriodHours',
        'ShardCount',
        'StreamEncryption',
        'StreamModeDetails',
      ],
    },
    {
      operation: 'kinesis:ListTagsForStream',
      permission: 'kinesis:ListTagsForStream',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(streamNames(session), (name) => observeStream(session, name));
  },
});

async function* streamNames(session: AwsSession): AsyncIterable<string> {
  for await (const page of session.pages('kinesis', 'ListStreams', { Limit: 1000 }))
    yield* page.StreamNames ?? [];
}

async function observeStream(session: AwsSession, name: string): Promise<ObservedResource> {
  // Built rather than read: the identity of a stream must not depend on whether it may be described.
  const arn = `arn:${session.partition}:kinesis:${session.region}:${session.accountId}:stream/${name}`;
  const [description, tags] = await Promise.all([
    session.detail('kinesis', 'DescribeStreamSummary', { StreamName: name }),
    // A stream has at most 50 tags, which one answer holds.
    session.detail('kinesis', 'ListTagsForStream', { StreamName: name, Limit: 50 }),
  ]);
  const draft = draftConfiguration({ Name: name, Arn: arn });
  const summary = draft.take(description)?.StreamDescriptionSummary;
  if (summary !== undefined)
    for (const [property, value] of Object.entries(properties(summary))) draft.set(property, value);
  const list = draft.take(tags)?.Tags?.map(({ Key, Value }) => ({ Key, Value }));
  return observed(session, draft, { externalId: arn, name, tags: list });
}

function properties(summary: StreamDescriptionSummary) {
  const mode = summary.StreamModeDetails?.StreamMode;
  const isEncrypted = summary.EncryptionType !== undefined && summary.EncryptionType !== 'NONE';
  return {
    RetentionPeriodHours: summary.RetentionPeriodHours,
    ShardCount: mode === 'ON_DEMAND' ? undefined : summary.OpenShardCount,
    StreamModeDetails: mode && { StreamMode: mode },
    StreamEncryption: isEncrypted
      ? { EncryptionType: summary.EncryptionType, KeyId: summary.KeyId }
      : undefined,
    DesiredShardLevelMetrics: sorted(
      summary.EnhancedMonitoring?.flatMap(({ ShardLevelMetrics }) => ShardLevelMetrics ?? []),
    ),
  };
}
