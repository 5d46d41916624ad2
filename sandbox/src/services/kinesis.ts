import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import type { StoredStream } from '../world/storage-records.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function streamNamed(call: Call, name: string | undefined): StoredStream {
  const found = call.world.region(call.region).streams.get(name ?? '');
  if (!found) {
    throw awsError(
      'ResourceNotFoundException',
      400,
      `Stream ${name ?? ''} under account ${call.world.accountId} not found.`,
    );
  }
  return found;
}

export const kinesisOperations: Operations<typeof import('@aws-sdk/client-kinesis')> = {
  ListStreams: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).streams, {
      token: input.NextToken,
      max: input.Limit,
      usual: 100,
      largest: 10_000,
      invalidToken: () => awsError('ExpiredNextTokenException', 400, 'The NextToken is not valid.'),
    });
    return {
      StreamNames: items.map(({ StreamName }) => StreamName ?? ''),
      HasMoreStreams: next !== undefined,
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },

  DescribeStreamSummary: (input, call) => {
    const { tags: _, ...summary } = streamNamed(call, input.StreamName);
    return { StreamDescriptionSummary: summary };
  },

  ListTagsForStream: (input, call) => ({
    Tags: tagList(streamNamed(call, input.StreamName).tags),
    HasMoreTags: false,
  }),
};
