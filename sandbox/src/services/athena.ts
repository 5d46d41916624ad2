import { awsError } from '../protocols/errors.ts';
import type { StoredWorkGroup } from '../world/database-records.ts';
import { tagList } from '../world/site.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function groupNamed(call: Call, name: string | undefined): StoredWorkGroup {
  const found = call.world.region(call.region).workGroups.get(name ?? '');
  if (!found) throw awsError('InvalidRequestException', 400, `WorkGroup ${name} is not found.`);
  return found;
}

export const athenaOperations: Operations<typeof import('@aws-sdk/client-athena')> = {
  ListWorkGroups: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).workGroups, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 50,
      largest: 50,
      invalidToken: () => awsError('InvalidRequestException', 400, 'The token is not valid.'),
    });
    const WorkGroups = items.map(({ Name, State, Description, CreationTime }) => ({
      Name,
      State,
      Description,
      CreationTime,
    }));
    return { WorkGroups, ...(next === undefined ? {} : { NextToken: next }) };
  },

  GetWorkGroup: (input, call) => {
    const { tags: _, ...WorkGroup } = groupNamed(call, input.WorkGroup);
    return { WorkGroup };
  },

  ListTagsForResource: (input, call) => ({
    Tags: tagList(groupNamed(call, input.ResourceARN?.split('/').at(-1)).tags),
  }),
};
