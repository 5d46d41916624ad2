import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

export const cloudwatchOperations: Operations<typeof import('@aws-sdk/client-cloudwatch')> = {
  DescribeAlarms: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).alarms, {
      token: input.NextToken,
      max: input.MaxRecords,
      usual: 50,
      largest: 100,
      invalidToken: () => awsError('InvalidNextToken', 400, 'The next token is invalid.'),
    });
    // An alarm changes its state by itself.
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    return {
      MetricAlarms: items.map(({ tags: _, ...alarm }) => ({ ...alarm, StateUpdatedTimestamp: now })),
      CompositeAlarms: [],
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },

  ListTagsForResource: (input, call) => {
    const name = input.ResourceARN?.split(':alarm:').at(-1) ?? '';
    const found = call.world.region(call.region).alarms.get(name);
    if (!found) throw awsError('ResourceNotFoundException', 404, 'Unknown');
    return { Tags: tagList(found.tags) };
  },
};
