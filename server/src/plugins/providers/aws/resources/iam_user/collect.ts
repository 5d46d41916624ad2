import type { AccessKeyMetadata, User } from '@aws-sdk/client-iam';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { type Draft, draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { iamArn } from '../../shapes/iam-arn.ts';
import { managedPolicyArns, putInlinePolicies } from '../../shapes/inline-policies.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy } from '../../shapes/order.ts';
import { utcDay } from '../../shapes/utc-day.ts';
import { iamUserType } from './schema.ts';

export const iamUserCollector = defineCollector<AwsSession>({
  resource: iamUserType,
  scope: 'global',
  lists: [{ operation: 'iam:ListUsers', permission: 'iam:ListUsers' }],
  details: [
    // The list leaves out what only GetUser says.
    { operation: 'iam:GetUser', permission: 'iam:GetUser', paths: ['PermissionsBoundary', 'Tags'] },
    {
      operation: 'iam:ListAttachedUserPolicies',
      permission: 'iam:ListAttachedUserPolicies',
      paths: ['ManagedPolicyArns'],
    },
    { operation: 'iam:ListUserPolicies', permission: 'iam:ListUserPolicies', paths: ['Policies'] },
    {
      operation: 'iam:GetUserPolicy',
      permission: 'iam:GetUserPolicy',
      paths: ['Policies'],
      absent: ['NoSuchEntity'],
    },
    { operation: 'iam:ListGroupsForUser', permission: 'iam:ListGroupsForUser', paths: ['Groups'] },
    { operation: 'iam:ListMFADevices', permission: 'iam:ListMFADevices', paths: ['MFADevices'] },
    { operation: 'iam:ListAccessKeys', permission: 'iam:ListAccessKeys', paths: ['AccessKeyMetadata'] },
    {
      operation: 'iam:GetAccessKeyLastUsed',
      permission: 'iam:GetAccessKeyLastUsed',
      paths: ['AccessKeyMetadata.*.LastUsedDate'],
    },
    {
      operation: 'iam:GetLoginProfile',
      permission: 'iam:GetLoginProfile',
      paths: ['LoginProfile'],
      absent: ['NoSuchEntity'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(users(session), (user) => observeUser(session, user));
  },
});

async function* users(session: AwsSession): AsyncIterable<User> {
  for await (const page of session.pages('iam', 'ListUsers', { MaxItems: 1000 })) yield* page.Users ?? [];
}

async function observeUser(session: AwsSession, user: User): Promise<ObservedResource> {
  const name = user.UserName ?? '';
  const path = user.Path ?? '/';
  const arn = iamArn(session, 'user', { path: user.Path, name: user.UserName, listed: user.Arn });
  const input = { UserName: name };
  const [detail, attached, inline, groups, mfa, keys, login] = await Promise.all([
    session.detail('iam', 'GetUser', input),
    session.detailPages('iam', 'ListAttachedUserPolicies', input),
    session.detailPages('iam', 'ListUserPolicies', input),
    session.detailPages('iam', 'ListGroupsForUser', input),
    session.detailPages('iam', 'ListMFADevices', input),
    session.detailPages('iam', 'ListAccessKeys', input),
    session.detail('iam', 'GetLoginProfile', input),
  ]);

  const draft = draftConfiguration({
    UserName: name,
    Arn: arn,
    UserId: user.UserId,
    Path: path,
    CreateDate: user.CreateDate,
  });
  const whole = draft.take(detail)?.User;
  draft.set('PermissionsBoundary', (whole ?? user).PermissionsBoundary?.PermissionsBoundaryArn);
  draft.put('ManagedPolicyArns', attached, managedPolicyArns);
  await putInlinePolicies(draft, inline, (PolicyName) =>
    session.detail('iam', 'GetUserPolicy', { UserName: name, PolicyName }),
  );
  draft.put('Groups', groups, (pages) =>
    sorted(pages.flatMap((page) => page.Groups ?? []).map((group) => group.GroupName)),
  );
  draft.put('MFADevices', mfa, (pages) =>
    sortedBy(
      pages
        .flatMap((page) => page.MFADevices ?? [])
        .map(({ SerialNumber, EnableDate }) => ({ SerialNumber, EnableDate })),
      (device) => [device.SerialNumber],
    ),
  );
  draft.set('PasswordLastUsedDate', utcDay((whole ?? user).PasswordLastUsed));
  await putAccessKeys(
    session,
    draft,
    draft.take(keys)?.flatMap((page) => page.AccessKeyMetadata ?? []),
  );
  draft.put('LoginProfile', login, (it) => ({
    PasswordResetRequired: it.LoginProfile?.PasswordResetRequired ?? false,
    CreateDate: it.LoginProfile?.CreateDate,
  }));
  return observed({ region: 'global' }, draft, { externalId: arn, name, tags: (whole ?? user).Tags });
}

/** Each key with the day of its last use. When one of the days cannot be read, none is shown: half of them mislead. */
async function putAccessKeys(
  session: AwsSession,
  draft: Draft,
  keys: AccessKeyMetadata[] | undefined,
): Promise<void> {
  const uses = await Promise.all(
    (keys ?? []).map(({ AccessKeyId }) => session.detail('iam', 'GetAccessKeyLastUsed', { AccessKeyId })),
  );
  const unread = uses.find(({ state }) => state === 'unreadable');
  if (unread !== undefined) draft.take(unread);
  const shown = (keys ?? []).map(({ AccessKeyId, Status, CreateDate }, index) => {
    const use = uses[index];
    const moment = use?.state === 'value' ? use.value.AccessKeyLastUsed?.LastUsedDate : undefined;
    const LastUsedDate = unread === undefined ? utcDay(moment) : undefined;
    return { AccessKeyId, Status, CreateDate, LastUsedDate };
  });
  draft.set(
    'AccessKeyMetadata',
    sortedBy(shown, (key) => [key.AccessKeyId]),
  );
}
