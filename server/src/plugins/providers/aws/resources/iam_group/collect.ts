import type { Group } from '@aws-sdk/client-iam';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { iamArn } from '../../shapes/iam-arn.ts';
import { managedPolicyArns, putInlinePolicies } from '../../shapes/inline-policies.ts';
import { observed } from '../../shapes/observed.ts';
import { iamGroupType } from './schema.ts';

export const iamGroupCollector = defineCollector<AwsSession>({
  resource: iamGroupType,
  scope: 'global',
  lists: [{ operation: 'iam:ListGroups', permission: 'iam:ListGroups' }],
  details: [
    {
      operation: 'iam:ListAttachedGroupPolicies',
      permission: 'iam:ListAttachedGroupPolicies',
      paths: ['ManagedPolicyArns'],
    },
    { operation: 'iam:ListGroupPolicies', permission: 'iam:ListGroupPolicies', paths: ['Policies'] },
    {
      operation: 'iam:GetGroupPolicy',
      permission: 'iam:GetGroupPolicy',
      paths: ['Policies'],
      absent: ['NoSuchEntity'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(groups(session), (group) => observeGroup(session, group));
  },
});

async function* groups(session: AwsSession): AsyncIterable<Group> {
  for await (const page of session.pages('iam', 'ListGroups', { MaxItems: 1000 })) yield* page.Groups ?? [];
}

async function observeGroup(session: AwsSession, group: Group): Promise<ObservedResource> {
  const name = group.GroupName ?? '';
  const path = group.Path ?? '/';
  const arn = iamArn(session, 'group', { path: group.Path, name: group.GroupName, listed: group.Arn });
  const input = { GroupName: name };
  const [attached, inline] = await Promise.all([
    session.detailPages('iam', 'ListAttachedGroupPolicies', input),
    session.detailPages('iam', 'ListGroupPolicies', input),
  ]);

  const draft = draftConfiguration({
    GroupName: name,
    Arn: arn,
    GroupId: group.GroupId,
    Path: path,
    CreateDate: group.CreateDate,
  });
  draft.put('ManagedPolicyArns', attached, managedPolicyArns);
  await putInlinePolicies(draft, inline, (PolicyName) =>
    session.detail('iam', 'GetGroupPolicy', { GroupName: name, PolicyName }),
  );
  return observed({ region: 'global' }, draft, { externalId: arn, name });
}
