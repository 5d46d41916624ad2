import { awsError } from '../protocols/errors.ts';
import type { StoredStateMachine } from '../world/guard-records.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function machineWith(call: Call, arn: string | undefined): StoredStateMachine {
  const found = call.world.region(call.region).stateMachines.get(arn ?? '');
  if (!found) throw awsError('StateMachineDoesNotExist', 400, `State Machine Does Not Exist: '${arn}'`);
  return found;
}

export const stepFunctionsOperations: Operations<typeof import('@aws-sdk/client-sfn')> = {
  ListStateMachines: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).stateMachines, {
      token: input.nextToken,
      max: input.maxResults,
      usual: 100,
      largest: 1000,
      invalidToken: () => awsError('InvalidToken', 400, 'Invalid Token'),
    });
    return {
      stateMachines: items.map(({ stateMachineArn, name, type, creationDate }) => ({
        stateMachineArn,
        name,
        type,
        creationDate,
      })),
      ...(next === undefined ? {} : { nextToken: next }),
    };
  },

  DescribeStateMachine: (input, call) => {
    const { tags: _, ...machine } = machineWith(call, input.stateMachineArn);
    return machine;
  },

  ListTagsForResource: (input, call) => ({
    tags: Object.entries(machineWith(call, input.resourceArn).tags).map(([key, value]) => ({ key, value })),
  }),
};
