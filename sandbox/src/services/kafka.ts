import { awsError } from '../protocols/errors.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

export const kafkaOperations: Operations<typeof import('@aws-sdk/client-kafka')> = {
  ListClustersV2: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).kafkaClusters, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 100,
      largest: 100,
      invalidToken: () => awsError('BadRequestException', 400, 'The token is not valid.'),
    });
    return { ClusterInfoList: items, ...(next === undefined ? {} : { NextToken: next }) };
  },
};
