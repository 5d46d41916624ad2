import type { Role } from '@aws-sdk/client-iam';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { iamArn } from '../../shapes/iam-arn.ts';
import { managedPolicyArns, putInlinePolicies } from '../../shapes/inline-policies.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { encodedPolicyDocument } from '../../shapes/policy-document.ts';
import { utcDay } from '../../shapes/utc-day.ts';
import { iamRoleType } from './schema.ts';

export const iamRoleCollector = defineCollector<AwsSession>({
  resource: iamRoleType,
  scope: 'global',
  lists: [{ operation: 'iam:ListRoles', permission: 'iam:ListRoles' }],
  details: [
    // The list leaves out what only GetRole says.
    {
      operation: 'iam:GetRole',
      permission: 'iam:GetRole',
      paths: ['PermissionsBoundary', 'RoleLastUsed', 'Tags'],
    },
    {
      operation: 'iam:ListAttachedRolePolicies',
      permission: 'iam:ListAttachedRolePolicies',
      paths: ['ManagedPolicyArns'],
    },
    { operation: 'iam:ListRolePolicies', permission: 'iam:ListRolePolicies', paths: ['Policies'] },
    {
      operation: 'iam:GetRolePolicy',
      permission: 'iam:GetRolePolicy',
      paths: ['Policies'],
      absent: ['NoSuchEntity'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(roles(session), (role) => observeRole(session, role));
  },
});

async function* roles(session: AwsSession): AsyncIterable<Role> {
  for await (const page of session.pages('iam', 'ListRoles', { MaxItems: 1000 })) yield* page.Roles ?? [];
}

async function observeRole(session: AwsSession, role: Role): Promise<ObservedResource> {
  const name = role.RoleName ?? '';
  const path = role.Path ?? '/';
  const arn = iamArn(session, 'role', { path: role.Path, name: role.RoleName, listed: role.Arn });
  const input = { RoleName: name };
  const [detail, attached, inline] = await Promise.all([
    session.detail('iam', 'GetRole', input),
    session.detailPages('iam', 'ListAttachedRolePolicies', input),
    session.detailPages('iam', 'ListRolePolicies', input),
  ]);

  const draft = draftConfiguration({
    RoleName: name,
    Arn: arn,
    RoleId: role.RoleId,
    Path: path,
    CreateDate: role.CreateDate,
    Description: unlessBlank(role.Description),
    AssumeRolePolicyDocument: encodedPolicyDocument(role.AssumeRolePolicyDocument),
    MaxSessionDuration: role.MaxSessionDuration,
  });
  const whole = draft.take(detail)?.Role;
  draft.set('PermissionsBoundary', (whole ?? role).PermissionsBoundary?.PermissionsBoundaryArn);
  draft.set('RoleLastUsed', unlessEmpty({ LastUsedDate: utcDay(whole?.RoleLastUsed?.LastUsedDate) }));
  draft.put('ManagedPolicyArns', attached, managedPolicyArns);
  await putInlinePolicies(draft, inline, (PolicyName) =>
    session.detail('iam', 'GetRolePolicy', { RoleName: name, PolicyName }),
  );
  return observed({ region: 'global' }, draft, { externalId: arn, name, tags: (whole ?? role).Tags });
}
