import { awsError } from '../protocols/errors.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

export const autoScalingOperations: Operations<typeof import('@aws-sdk/client-auto-scaling')> = {
  DescribeAutoScalingGroups: (input, call) => {
    const table = call.world.region(call.region).autoScalingGroups;
    // Unknown names are left out of the answer; this call has no error for them.
    const named = input.AutoScalingGroupNames?.flatMap((name) => table.get(name) ?? []);
    const { items, next } = pageOf(named ?? table, {
      token: input.NextToken,
      max: input.MaxRecords,
      usual: 50,
      largest: 100,
      invalidToken: () => awsError('InvalidNextToken', 400, 'The next token is not valid'),
    });
    return { AutoScalingGroups: items, ...(next === undefined ? {} : { NextToken: next }) };
  },

  DescribeLaunchConfigurations: (input, call) => {
    const table = call.world.region(call.region).launchConfigurations;
    const named = input.LaunchConfigurationNames?.flatMap((name) => table.get(name) ?? []);
    const { items, next } = pageOf(named ?? table, {
      token: input.NextToken,
      max: input.MaxRecords,
      usual: 50,
      largest: 100,
      invalidToken: () => awsError('InvalidNextToken', 400, 'The next token is not valid'),
    });
    return { LaunchConfigurations: items, ...(next === undefined ? {} : { NextToken: next }) };
  },
};
