import type { Policy } from '@aws-sdk/client-iam';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank } from '../../shapes/order.ts';
import { encodedPolicyDocument } from '../../shapes/policy-document.ts';
import { iamPolicyType } from './schema.ts';

export const iamPolicyCollector = defineCollector<AwsSession>({
  resource: iamPolicyType,
  scope: 'global',
  lists: [{ operation: 'iam:ListPolicies', permission: 'iam:ListPolicies' }],
  details: [
    // The list leaves out what only GetPolicy says.
    { operation: 'iam:GetPolicy', permission: 'iam:GetPolicy', paths: ['Description', 'Tags'] },
    { operation: 'iam:GetPolicyVersion', permission: 'iam:GetPolicyVersion', paths: ['PolicyDocument'] },
    {
      operation: 'iam:ListEntitiesForPolicy',
      permission: 'iam:ListEntitiesForPolicy',
      paths: ['Groups', 'Roles', 'Users'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(policies(session), (policy) => observePolicy(session, policy));
  },
});

async function* policies(session: AwsSession): AsyncIterable<Policy> {
  // `Local`: customer managed. The others are AWS's own, the same in every account.
  for await (const page of session.pages('iam', 'ListPolicies', { Scope: 'Local', MaxItems: 1000 })) {
    yield* page.Policies ?? [];
  }
}

async function observePolicy(session: AwsSession, policy: Policy): Promise<ObservedResource> {
  const name = policy.PolicyName ?? '';
  const path = policy.Path ?? '/';
  const arn = policy.Arn || `arn:${session.partition}:iam::${session.accountId}:policy${path}${name}`;
  const detail = await session.detail('iam', 'GetPolicy', { PolicyArn: arn });
  const whole = detail.state === 'value' ? detail.value.Policy : undefined;
  // GetPolicy is the later of the two: a version that was made between them is the one in force.
  const version = whole?.DefaultVersionId ?? policy.DefaultVersionId;
  const [document, entities] = await Promise.all([
    version === undefined
      ? ({ state: 'absent' } satisfies Detail<never>)
      : session.detail('iam', 'GetPolicyVersion', { PolicyArn: arn, VersionId: version }),
    session.detailPages('iam', 'ListEntitiesForPolicy', { PolicyArn: arn }),
  ]);

  const draft = draftConfiguration({
    ManagedPolicyName: name,
    PolicyArn: arn,
    PolicyId: policy.PolicyId,
    Path: path,
    DefaultVersionId: version,
    IsAttachable: policy.IsAttachable,
    AttachmentCount: policy.AttachmentCount,
    PermissionsBoundaryUsageCount: policy.PermissionsBoundaryUsageCount,
    CreateDate: policy.CreateDate,
    UpdateDate: whole?.UpdateDate ?? policy.UpdateDate,
  });
  draft.put('Description', detail, (it) => unlessBlank(it.Policy?.Description));
  draft.put('PolicyDocument', document, (it) => encodedPolicyDocument(it.PolicyVersion?.Document));
  const attached = draft.take(entities);
  if (attached !== undefined) {
    draft.set(
      'Groups',
      sorted(attached.flatMap((page) => page.PolicyGroups ?? []).map((it) => it.GroupName)),
    );
    draft.set('Roles', sorted(attached.flatMap((page) => page.PolicyRoles ?? []).map((it) => it.RoleName)));
    draft.set('Users', sorted(attached.flatMap((page) => page.PolicyUsers ?? []).map((it) => it.UserName)));
  }
  return observed({ region: 'global' }, draft, { externalId: arn, name, tags: whole?.Tags });
}
