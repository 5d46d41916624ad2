import { randomUUID } from 'node:crypto';
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

function presentDistribution(found: StoredDistribution) {
  return {
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
  };
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
    return { ETag: found.ETag, Distribution: presentDistribution(found) };
  },

  UpdateDistribution: (input, call) => {
    const found = distributionWith(call, input.Id);
    const config = input.DistributionConfig;
    if (input.IfMatch === undefined) {
      throw awsError(
        'InvalidIfMatchVersion',
        400,
        'The If-Match version is missing or not valid for the resource.',
      );
    }
    if (input.IfMatch !== found.ETag) {
      throw awsError(
        'PreconditionFailed',
        412,
        "The request failed because it didn't meet the preconditions in one or more request-header fields.",
      );
    }
    if (config === undefined || config.CallerReference !== found.config.CallerReference)
      throw awsError('IllegalUpdate', 400, 'The update contains modifications that are not allowed.');
    found.config = config;
    if (config.ViewerCertificate !== undefined) found.ViewerCertificate = config.ViewerCertificate;
    found.LastModifiedTime = new Date();
    found.ETag = `E${randomUUID().replaceAll('-', '').slice(0, 13).toUpperCase()}`;
    call.world.distributions.put(found);
    return { ETag: found.ETag, Distribution: presentDistribution(found) };
  },

  ListTagsForResource: (input, call) => {
    const found = distributionWith(call, input.Resource?.split('/').at(-1));
    return { Tags: { Items: tagList(found.tags) } };
  },
};
