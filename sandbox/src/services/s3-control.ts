import { awsError } from '../protocols/errors.ts';
import type { StoredAccessPoint } from '../world/storage-records.ts';
import { pageOf } from './paging.ts';
import { isPublicPolicy } from './policy-status.ts';
import type { Call, Operations } from './service.ts';

function accessPointNamed(call: Call, name: string | undefined): StoredAccessPoint {
  const found = call.world.region(call.region).accessPoints.get(name ?? '');
  if (!found) throw awsError('NoSuchAccessPoint', 404, 'The specified accesspoint does not exist');
  return found;
}

function policyOf(call: Call, name: string | undefined): string {
  const { policy } = accessPointNamed(call, name);
  if (policy === undefined)
    throw awsError('NoSuchAccessPointPolicy', 404, 'The specified accesspoint policy does not exist');
  return policy;
}

export const s3ControlOperations: Operations<typeof import('@aws-sdk/client-s3-control')> = {
  GetPublicAccessBlock: (_input, call) => {
    const block = call.world.accountPublicAccessBlock;
    if (block === undefined) {
      throw awsError(
        'NoSuchPublicAccessBlockConfiguration',
        404,
        'The public access block configuration was not found',
      );
    }
    return { PublicAccessBlockConfiguration: block };
  },

  PutPublicAccessBlock: (input, call) => {
    // What is left out is false, as for a bucket.
    call.world.accountPublicAccessBlock = {
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
      ...input.PublicAccessBlockConfiguration,
    };
    return {};
  },

  DeletePublicAccessBlock: (_input, call) => {
    delete call.world.accountPublicAccessBlock;
    return {};
  },

  ListAccessPoints: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).accessPoints, {
      token: input.NextToken,
      max: input.MaxResults,
      usual: 1000,
      largest: 1000,
      invalidToken: () => awsError('InvalidNextToken', 400, 'The NextToken is not valid.'),
    });
    return {
      AccessPointList: items.map((point) => ({
        Name: point.Name,
        NetworkOrigin: point.NetworkOrigin,
        VpcConfiguration: point.VpcConfiguration,
        Bucket: point.Bucket,
        AccessPointArn: point.AccessPointArn,
        Alias: point.Alias,
        BucketAccountId: point.BucketAccountId,
      })),
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },

  GetAccessPoint: (input, call) => {
    const { policy: _, ...point } = accessPointNamed(call, input.Name);
    return point;
  },

  GetAccessPointPolicy: (input, call) => ({ Policy: policyOf(call, input.Name) }),

  GetAccessPointPolicyStatus: (input, call) => ({
    PolicyStatus: { IsPublic: isPublicPolicy(policyOf(call, input.Name)) },
  }),
};
