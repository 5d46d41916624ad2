import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import type { StoredDistribution } from '../world/world.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function distributionWith(call: Call, id: string | undefined): StoredDistribution {
  const found = call.world.distributions.get(id ?? '');
  if (!found) throw awsError('NoSuchDistribution', 404, 'The specified distribution does not exist.');
  return found;
}

export const cloudfrontOperations: Operations<typeof import('@aws-sdk/client-cloudfront')> = {
  ListDistributions: (input, call) => {
    const { items, next } = pageOf(call.world.distributions, {
      token: input.Marker,
      max: input.MaxItems,
      usual: 100,
      largest: 100,
      invalidToken: () => awsError('InvalidArgument', 400, 'The marker is not valid.'),
    });
    return {
      DistributionList: {
        Marker: input.Marker ?? '',
        MaxItems: input.MaxItems ?? 100,
        IsTruncated: next !== undefined,
        ...(next === undefined ? {} : { NextMarker: next }),
        Quantity: items.length,
        ...(items.length > 0 ? { Items: items } : {}),
      },
    };
  },

  GetDistributionConfig: (input, call) => {
    const found = distributionWith(call, input.Id);
    return { DistributionConfig: found.config, ETag: found.ETag };
  },

  GetDistribution: (input, call) => {
    const found = distributionWith(call, input.Id);
    return {
      ETag: found.ETag,
      Distribution: {
        Id: found.Id,
        ARN: found.ARN,
        Status: found.Status,
        LastModifiedTime: found.LastModifiedTime,
        InProgressInvalidationBatches: 0,
        DomainName: found.DomainName,
        ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
        ActiveTrustedKeyGroups: { Enabled: false, Quantity: 0 },
        DistributionConfig: found.config,
        AliasICPRecordals: [],
      },
    };
  },

  ListTagsForResource: (input, call) => {
    const found = distributionWith(call, input.Resource?.split('/').at(-1));
    return { Tags: { Items: tagList(found.tags) } };
  },
};
