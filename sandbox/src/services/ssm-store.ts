import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

const invalidToken = () => awsError('InvalidNextToken', 400, 'The specified token is not valid.');

/** Parameters (without their values) and documents of Systems Manager. */
export const ssmStoreOperations: Operations<typeof import('@aws-sdk/client-ssm')> = {
  DescribeParameters: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).parameters, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 10,
      largest: 50,
      invalidToken,
    });
    return {
      Parameters: items.map(({ tags: _, ...parameter }) => parameter),
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },

  ListTagsForResource: (input, call) => {
    const found = call.world.region(call.region).parameters.get(input.ResourceId ?? '');
    if (!found || input.ResourceType !== 'Parameter')
      throw awsError('InvalidResourceId', 400, 'The resource ID is not valid.');
    return { TagList: tagList(found.tags) };
  },

  ListDocuments: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).documents, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 10,
      largest: 50,
      invalidToken,
    });
    return {
      DocumentIdentifiers: items.map(({ sharedWith: _, ...document }) => document),
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },

  DescribeDocumentPermission: (input, call) => {
    const found = call.world.region(call.region).documents.get(input.Name ?? '');
    if (!found)
      throw awsError('InvalidDocument', 400, `Document with name ${input.Name ?? ''} does not exist.`);
    return {
      AccountIds: found.sharedWith,
      AccountSharingInfoList: found.sharedWith.map((AccountId) => ({
        AccountId,
        SharedDocumentVersion: '$DEFAULT',
      })),
    };
  },
};
