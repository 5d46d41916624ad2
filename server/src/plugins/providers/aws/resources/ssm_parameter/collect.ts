import type { ParameterMetadata } from '@aws-sdk/client-ssm';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy, unlessBlank } from '../../shapes/order.ts';
import { ssmParameterType } from './schema.ts';

export const ssmParameterCollector = defineCollector<AwsSession>({
  resource: ssmParameterType,
  scope: 'regional',
  lists: [{ operation: 'ssm:DescribeParameters', permission: 'ssm:DescribeParameters' }],
  details: [{ operation: 'ssm:ListTagsForResource', permission: 'ssm:ListTagsForResource', paths: ['Tags'] }],
  async *collect(session) {
    yield* session.mapConcurrently(parameters(session), (one) => observeParameter(session, one));
  },
});

async function* parameters(session: AwsSession): AsyncIterable<ParameterMetadata> {
  for await (const page of session.pages('ssm', 'DescribeParameters', { MaxResults: 50 }))
    yield* page.Parameters ?? [];
}

async function observeParameter(
  session: AwsSession,
  parameter: ParameterMetadata,
): Promise<ObservedResource> {
  const name = parameter.Name ?? '';
  // A name may begin with a slash, which the ARN has once.
  const path = name.replace(/^\//, '');
  const arn =
    parameter.ARN || `arn:${session.partition}:ssm:${session.region}:${session.accountId}:parameter/${path}`;
  const input = { ResourceType: 'Parameter', ResourceId: name } as const;
  const tags = await session.detail('ssm', 'ListTagsForResource', input);
  const draft = draftConfiguration({
    Name: name,
    Arn: arn,
    Type: parameter.Type,
    KeyId: unlessBlank(parameter.KeyId),
    Description: unlessBlank(parameter.Description),
    AllowedPattern: unlessBlank(parameter.AllowedPattern),
    DataType: parameter.DataType,
    Tier: parameter.Tier,
    Policies: sortedBy(
      parameter.Policies?.map(({ PolicyType, PolicyText }) => ({ PolicyType, PolicyText })),
      (policy) => [policy.PolicyType, policy.PolicyText],
    ),
    LastModifiedDate: parameter.LastModifiedDate,
    Version: parameter.Version,
  });
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.TagList });
}
