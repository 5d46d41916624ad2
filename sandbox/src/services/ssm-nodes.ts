import { awsError } from '../protocols/errors.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

const invalidToken = () => awsError('InvalidNextToken', 400, 'The specified token is not valid.');

/** Machines under Systems Manager and what is known of their patches. */
export const ssmNodeOperations: Operations<typeof import('@aws-sdk/client-ssm')> = {
  DescribeInstanceInformation: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).managedNodes, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 50,
      largest: 50,
      invalidToken,
    });
    return {
      InstanceInformationList: items.map(({ compliance: _, ...node }) => node),
      ...(next !== undefined && { NextToken: next }),
    };
  },

  ListResourceComplianceSummaries: (input, call) => {
    const all = call.world
      .region(call.region)
      .managedNodes.all()
      .flatMap(({ compliance }) => compliance);
    const { items, next } = pageOf(all, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 50,
      largest: 50,
      invalidToken,
    });
    return { ResourceComplianceSummaryItems: items, ...(next !== undefined && { NextToken: next }) };
  },
};
