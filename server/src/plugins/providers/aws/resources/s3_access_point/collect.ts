import type { AccessPoint } from '@aws-sdk/client-s3-control';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { s3AccessPointType } from './schema.ts';

export const s3AccessPointCollector = defineCollector<AwsSession>({
  resource: s3AccessPointType,
  scope: 'regional',
  lists: [{ operation: 's3-control:ListAccessPoints', permission: 's3:ListAccessPoints' }],
  details: [
    {
      operation: 's3-control:GetAccessPoint',
      permission: 's3:GetAccessPoint',
      paths: ['PublicAccessBlockConfiguration'],
    },
    {
      operation: 's3-control:GetAccessPointPolicy',
      permission: 's3:GetAccessPointPolicy',
      paths: ['Policy'],
      absent: ['NoSuchAccessPointPolicy'],
    },
    {
      operation: 's3-control:GetAccessPointPolicyStatus',
      permission: 's3:GetAccessPointPolicyStatus',
      paths: ['PolicyStatus'],
      absent: ['NoSuchAccessPointPolicy'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(accessPoints(session), (point) => observePoint(session, point));
  },
});

async function* accessPoints(session: AwsSession): AsyncIterable<AccessPoint> {
  const input = { AccountId: session.accountId, MaxResults: 1000 };
  for await (const page of session.pages('s3-control', 'ListAccessPoints', input))
    yield* page.AccessPointList ?? [];
}

async function observePoint(session: AwsSession, point: AccessPoint): Promise<ObservedResource> {
  const name = point.Name ?? '';
  const arn =
    point.AccessPointArn ||
    `arn:${session.partition}:s3:${session.region}:${session.accountId}:accesspoint/${name}`;
  const input = { AccountId: session.accountId, Name: name };
  const [description, policy, policyStatus] = await Promise.all([
    session.detail('s3-control', 'GetAccessPoint', input),
    session.detail('s3-control', 'GetAccessPointPolicy', input),
    session.detail('s3-control', 'GetAccessPointPolicyStatus', input),
  ]);
  const draft = draftConfiguration({
    Name: name,
    Arn: arn,
    Alias: point.Alias,
    Bucket: point.Bucket,
    BucketAccountId: point.BucketAccountId,
    NetworkOrigin: point.NetworkOrigin,
    VpcConfiguration: point.VpcConfiguration && { VpcId: point.VpcConfiguration.VpcId },
  });
  draft.put('PublicAccessBlockConfiguration', description, (it) => it.PublicAccessBlockConfiguration);
  draft.put('Policy', policy, (it) => policyDocument(it.Policy));
  draft.put('PolicyStatus', policyStatus, (it) => it.PolicyStatus);
  return observed(session, draft, { externalId: arn, name });
}
