import { awsError } from '../protocols/errors.ts';
import type { Grants, StoredRole, StoredUser } from '../world/iam-records.ts';
import { dayFromToday } from '../world/random.ts';
import { encodedDocument, groupNamed, iamPage, roleNamed, truncation, userNamed } from './iam-lookup.ts';
import type { Operations } from './service.ts';

/** What was last used before stays unused; the rest is in use, and its dates move as in a living account. */
const inUseSince = dayFromToday(-173);

function lastUse(date: Date | undefined): Date | undefined {
  if (date === undefined || date < inUseSince) return date;
  return new Date(Math.floor(Date.now() / 1000) * 1000 - 300_000);
}

export function presentUser(user: StoredUser) {
  const used = lastUse(user.PasswordLastUsed);
  return { ...user, ...(used ? { PasswordLastUsed: used } : {}) };
}

export function presentRole(role: StoredRole) {
  const used = lastUse(role.RoleLastUsed?.LastUsedDate);
  return {
    ...role,
    AssumeRolePolicyDocument: encodedDocument(role.trustPolicy),
    RoleLastUsed: used ? { ...role.RoleLastUsed, LastUsedDate: used } : {},
  };
}

function listUser(user: StoredUser) {
  const { Tags: _, PermissionsBoundary: __, ...listed } = presentUser(user);
  return listed;
}

// ListRoles leaves out what only GetRole tells.
function listRole(role: StoredRole) {
  const { RoleLastUsed: _, Tags: __, PermissionsBoundary: ___, ...listed } = presentRole(role);
  return listed;
}

function inlinePolicy(grants: Grants, name: string | undefined): string {
  const document = grants.inlinePolicies[name ?? ''];
  if (document === undefined) {
    throw awsError('NoSuchEntity', 404, `The policy with name ${name} cannot be found.`);
  }
  return encodedDocument(document);
}

export const iamIdentityOperations: Operations<typeof import('@aws-sdk/client-iam')> = {
  ListUsers: (input, call) => {
    const { items, next } = iamPage(call.world.iam.users, input);
    return { Users: items.map(listUser), ...truncation(next) };
  },
  GetUser: (input, call) => ({ User: presentUser(userNamed(call.world, input.UserName)) }),
  ListRoles: (input, call) => {
    const { items, next } = iamPage(call.world.iam.roles, input);
    return { Roles: items.map(listRole), ...truncation(next) };
  },
  GetRole: (input, call) => ({ Role: presentRole(roleNamed(call.world, input.RoleName)) }),
  ListGroups: (input, call) => {
    const { items, next } = iamPage(call.world.iam.groups, input);
    return { Groups: items, ...truncation(next) };
  },
  GetGroup: (input, call) => {
    const group = groupNamed(call.world, input.GroupName);
    const members = call.world.iam.users.all().filter((user) => user.groups.includes(group.GroupName));
    const { items, next } = iamPage(members, input);
    return { Group: group, Users: items.map(listUser), ...truncation(next) };
  },

  ListAttachedUserPolicies: (input, call) => {
    const { items, next } = iamPage(userNamed(call.world, input.UserName).attachedPolicies, input);
    return { AttachedPolicies: items, ...truncation(next) };
  },
  ListAttachedRolePolicies: (input, call) => {
    const { items, next } = iamPage(roleNamed(call.world, input.RoleName).attachedPolicies, input);
    return { AttachedPolicies: items, ...truncation(next) };
  },
  ListAttachedGroupPolicies: (input, call) => {
    const { items, next } = iamPage(groupNamed(call.world, input.GroupName).attachedPolicies, input);
    return { AttachedPolicies: items, ...truncation(next) };
  },
  ListUserPolicies: (input, call) => {
    const { items, next } = iamPage(Object.keys(userNamed(call.world, input.UserName).inlinePolicies), input);
    return { PolicyNames: items, ...truncation(next) };
  },
  ListRolePolicies: (input, call) => {
    const { items, next } = iamPage(Object.keys(roleNamed(call.world, input.RoleName).inlinePolicies), input);
    return { PolicyNames: items, ...truncation(next) };
  },
  ListGroupPolicies: (input, call) => {
    const { items, next } = iamPage(
      Object.keys(groupNamed(call.world, input.GroupName).inlinePolicies),
      input,
    );
    return { PolicyNames: items, ...truncation(next) };
  },
  GetUserPolicy: (input, call) => ({
    UserName: input.UserName,
    PolicyName: input.PolicyName,
    PolicyDocument: inlinePolicy(userNamed(call.world, input.UserName), input.PolicyName),
  }),
  GetRolePolicy: (input, call) => ({
    RoleName: input.RoleName,
    PolicyName: input.PolicyName,
    PolicyDocument: inlinePolicy(roleNamed(call.world, input.RoleName), input.PolicyName),
  }),
  GetGroupPolicy: (input, call) => ({
    GroupName: input.GroupName,
    PolicyName: input.PolicyName,
    PolicyDocument: inlinePolicy(groupNamed(call.world, input.GroupName), input.PolicyName),
  }),

  ListGroupsForUser: (input, call) => {
    const { groups } = userNamed(call.world, input.UserName);
    const { items, next } = iamPage(
      groups.map((name) => groupNamed(call.world, name)),
      input,
    );
    return { Groups: items, ...truncation(next) };
  },
  ListMFADevices: (input, call) => {
    const { items, next } = iamPage(userNamed(call.world, input.UserName).mfaDevices, input);
    return { MFADevices: items, ...truncation(next) };
  },
  ListAccessKeys: (input, call) => {
    const { items, next } = iamPage(userNamed(call.world, input.UserName).accessKeys, input);
    return { AccessKeyMetadata: items, ...truncation(next) };
  },
  GetAccessKeyLastUsed: (input, call) => {
    for (const user of call.world.iam.users.all()) {
      const found = user.accessKeys.find((key) => key.AccessKeyId === input.AccessKeyId);
      if (!found) continue;
      const used = lastUse(found.lastUsed?.LastUsedDate);
      const unused = { Region: 'N/A', ServiceName: 'N/A', LastUsedDate: undefined };
      return {
        UserName: user.UserName,
        AccessKeyLastUsed: found.lastUsed ? { ...found.lastUsed, LastUsedDate: used } : unused,
      };
    }
    throw awsError(
      'AccessDenied',
      403,
      `The access key ${input.AccessKeyId} does not belong to this account.`,
    );
  },
  GetLoginProfile: (input, call) => {
    const user = userNamed(call.world, input.UserName);
    if (!user.loginProfile) {
      throw awsError('NoSuchEntity', 404, `Login Profile for User ${user.UserName} cannot be found.`);
    }
    return { LoginProfile: user.loginProfile };
  },
  ListUserTags: (input, call) => {
    const { items, next } = iamPage(userNamed(call.world, input.UserName).Tags ?? [], input);
    return { Tags: items, ...truncation(next) };
  },
  ListRoleTags: (input, call) => {
    const { items, next } = iamPage(roleNamed(call.world, input.RoleName).Tags ?? [], input);
    return { Tags: items, ...truncation(next) };
  },
  ListInstanceProfilesForRole: (input, call) => {
    const role = roleNamed(call.world, input.RoleName);
    return {
      InstanceProfiles: role.instanceProfiles.map((name) => instanceProfile(role, name)),
      IsTruncated: false,
    };
  },
};

export function instanceProfile(role: StoredRole, name: string) {
  return {
    Path: '/',
    InstanceProfileName: name,
    InstanceProfileId: `AIPA${role.RoleId?.slice(4)}`,
    Arn: `arn:aws:iam::${role.Arn.split(':')[4]}:instance-profile/${name}`,
    CreateDate: role.CreateDate,
    Roles: [presentRole(role)],
  };
}
