import { awsError } from '../protocols/errors.ts';
import type { Grants, StoredPolicy } from '../world/iam-records.ts';
import type { World } from '../world/world.ts';
import { credentialReport } from './credential-report.ts';
import { instanceProfile, presentRole, presentUser } from './iam-identities.ts';
import { encodedDocument, iamPage, policyWithArn, truncation } from './iam-lookup.ts';
import type { Operations } from './service.ts';

function inlineDetail(grants: Grants) {
  return Object.entries(grants.inlinePolicies).map(([PolicyName, document]) => ({
    PolicyName,
    PolicyDocument: encodedDocument(document),
  }));
}

/** How many users, groups and roles each managed policy is attached to, by its ARN. */
function attachmentCounts(world: World): Map<string, number> {
  const { users, groups, roles } = world.iam;
  const counts = new Map<string, number>();
  for (const one of [...users.all(), ...groups.all(), ...roles.all()]) {
    for (const { PolicyArn } of one.attachedPolicies) counts.set(PolicyArn, (counts.get(PolicyArn) ?? 0) + 1);
  }
  return counts;
}

function presentVersion(version: StoredPolicy['versions'][number]) {
  return {
    VersionId: version.VersionId,
    IsDefaultVersion: version.isDefault,
    CreateDate: version.CreateDate,
    Document: encodedDocument(version.document),
  };
}

function detailOfPolicy(counts: Map<string, number>, policy: StoredPolicy) {
  return {
    ...policy,
    AttachmentCount: counts.get(policy.Arn) ?? 0,
    PolicyVersionList: policy.versions.map(presentVersion),
  };
}

/** All details of the account as one list, in the order in which AWS pages through it. */
function accountDetails(world: World, filter: string[] | undefined) {
  const wants = (name: string) => !filter || filter.length === 0 || filter.includes(name);
  const { users, groups, roles, policies } = world.iam;
  return {
    users: wants('User') ? users.size() : 0,
    groups: wants('Group') ? groups.size() : 0,
    roles: wants('Role') ? roles.size() : 0,
    policies: wants('LocalManagedPolicy') ? policies.size() : 0,
  };
}

export const iamAccountOperations: Operations<typeof import('@aws-sdk/client-iam')> = {
  GetAccountAuthorizationDetails: (input, call) => {
    const { iam } = call.world;
    const sizes = accountDetails(call.world, input.Filter);
    const total = sizes.users + sizes.groups + sizes.roles + sizes.policies;
    const positions = {
      page: (start: number, count: number) => positionsOf(start, count, total),
      size: () => total,
    };
    const { items, next } = iamPage(positions as Parameters<typeof iamPage<number>>[0], input);
    const first = items[0] ?? 0;
    const last = first + items.length;
    let offset = 0;
    const slice = <T>(table: { page(start: number, count: number): T[] }, size: number): T[] => {
      const start = Math.max(first - offset, 0);
      const end = Math.min(last - offset, size);
      offset += size;
      return end > start ? table.page(start, end - start) : [];
    };
    const userSlice = slice(iam.users, sizes.users);
    const groupSlice = slice(iam.groups, sizes.groups);
    const roleSlice = slice(iam.roles, sizes.roles);
    const policySlice = slice(iam.policies, sizes.policies);
    const counts = policySlice.length > 0 ? attachmentCounts(call.world) : new Map<string, number>();
    return {
      UserDetailList: userSlice.map((user) => ({
        ...presentUser(user),
        UserPolicyList: inlineDetail(user),
        GroupList: user.groups,
        AttachedManagedPolicies: user.attachedPolicies,
      })),
      GroupDetailList: groupSlice.map((group) => ({
        ...group,
        GroupPolicyList: inlineDetail(group),
        AttachedManagedPolicies: group.attachedPolicies,
      })),
      RoleDetailList: roleSlice.map((role) => ({
        ...presentRole(role),
        InstanceProfileList: role.instanceProfiles.map((name) => instanceProfile(role, name)),
        RolePolicyList: inlineDetail(role),
        AttachedManagedPolicies: role.attachedPolicies,
      })),
      Policies: policySlice.map((policy) => detailOfPolicy(counts, policy)),
      ...truncation(next),
    };
  },

  ListPolicies: (input, call) => {
    // The AWS managed policies are the same in every account and are not part of this one.
    if (input.Scope === 'AWS') return { Policies: [], IsTruncated: false };
    const { items, next } = iamPage(call.world.iam.policies, input);
    const counts = attachmentCounts(call.world);
    const Policies = items.map(({ Tags: _, ...policy }) => ({
      ...policy,
      AttachmentCount: counts.get(policy.Arn) ?? 0,
    }));
    return { Policies, ...truncation(next) };
  },
  GetPolicy: (input, call) => {
    const policy = policyWithArn(call.world, input.PolicyArn);
    return { Policy: { ...policy, AttachmentCount: attachmentCounts(call.world).get(policy.Arn) ?? 0 } };
  },
  GetPolicyVersion: (input, call) => {
    const policy = policyWithArn(call.world, input.PolicyArn);
    const version = policy.versions.find((one) => one.VersionId === input.VersionId);
    if (!version) {
      throw awsError(
        'NoSuchEntity',
        404,
        `Policy ${policy.Arn} version ${input.VersionId} does not exist or is not attachable.`,
      );
    }
    return { PolicyVersion: presentVersion(version) };
  },
  ListPolicyVersions: (input, call) => {
    const { items, next } = iamPage(policyWithArn(call.world, input.PolicyArn).versions, input);
    const Versions = items.map((version) => {
      const { Document: _, ...listed } = presentVersion(version);
      return listed;
    });
    return { Versions, ...truncation(next) };
  },
  CreatePolicyVersion: (input, call) => {
    const policy = policyWithArn(call.world, input.PolicyArn);
    if (policy.versions.length >= 5) {
      throw awsError(
        'LimitExceeded',
        409,
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
      );
    }
    const latest = Math.max(...policy.versions.map((version) => Number(version.VersionId.slice(1))));
    const isDefault = input.SetAsDefault ?? false;
    const created = {
      VersionId: `v${latest + 1}`,
      document: input.PolicyDocument ?? '',
      CreateDate: new Date(Math.floor(Date.now() / 1000) * 1000),
      isDefault,
    };
    policy.versions = [
      created,
      ...policy.versions.map((one) => (isDefault ? { ...one, isDefault: false } : one)),
    ];
    if (isDefault) policy.DefaultVersionId = created.VersionId;
    policy.UpdateDate = created.CreateDate;
    call.world.iam.policies.put(policy);
    const { Document: _, ...PolicyVersion } = presentVersion(created);
    return { PolicyVersion };
  },
  SetDefaultPolicyVersion: (input, call) => {
    const policy = policyWithArn(call.world, input.PolicyArn);
    if (!policy.versions.some((version) => version.VersionId === input.VersionId)) {
      throw awsError(
        'NoSuchEntity',
        404,
        `Policy ${policy.Arn} version ${input.VersionId} does not exist or is not attachable.`,
      );
    }
    policy.versions = policy.versions.map((one) => ({
      ...one,
      isDefault: one.VersionId === input.VersionId,
    }));
    policy.DefaultVersionId = input.VersionId;
    call.world.iam.policies.put(policy);
    return {};
  },
  ListEntitiesForPolicy: (input, call) => {
    const { users, groups, roles } = call.world.iam;
    const has = (grants: Grants) => grants.attachedPolicies.some((one) => one.PolicyArn === input.PolicyArn);
    return {
      PolicyUsers: users
        .all()
        .filter(has)
        .map(({ UserName, UserId }) => ({ UserName, UserId })),
      PolicyGroups: groups
        .all()
        .filter(has)
        .map(({ GroupName, GroupId }) => ({ GroupName, GroupId })),
      PolicyRoles: roles
        .all()
        .filter(has)
        .map(({ RoleName, RoleId }) => ({ RoleName, RoleId })),
      IsTruncated: false,
    };
  },
  ListPolicyTags: (input, call) => {
    const { items, next } = iamPage(policyWithArn(call.world, input.PolicyArn).Tags ?? [], input);
    return { Tags: items, ...truncation(next) };
  },

  ListVirtualMFADevices: (input, call) => {
    const { items, next } = iamPage(call.world.iam.virtualMfaDevices, input);
    return { VirtualMFADevices: items, ...truncation(next) };
  },
  GetAccountSummary: (_, call) => {
    const { users, groups, roles, policies, rootMfaEnabled, rootAccessKeys } = call.world.iam;
    const people = users.all();
    return {
      SummaryMap: {
        Users: users.size(),
        UsersQuota: 5000,
        Groups: groups.size(),
        GroupsQuota: 300,
        Roles: roles.size(),
        RolesQuota: 1000,
        Policies: policies.size(),
        PoliciesQuota: 1500,
        PolicyVersionsInUse: policies.size(),
        PolicyVersionsInUseQuota: 10_000,
        InstanceProfiles: roles.all().reduce((sum, role) => sum + role.instanceProfiles.length, 0),
        InstanceProfilesQuota: 1000,
        MFADevices: people.reduce((sum, user) => sum + user.mfaDevices.length, rootMfaEnabled ? 1 : 0),
        MFADevicesInUse:
          people.filter((user) => user.mfaDevices.length > 0).length + (rootMfaEnabled ? 1 : 0),
        AccountMFAEnabled: rootMfaEnabled ? 1 : 0,
        AccountAccessKeysPresent: rootAccessKeys,
        AccountSigningCertificatesPresent: 0,
        AccountPasswordPresent: 1,
        AccessKeysPerUserQuota: 2,
        SigningCertificatesPerUserQuota: 2,
        AttachedPoliciesPerGroupQuota: 10,
        AttachedPoliciesPerRoleQuota: 10,
        AttachedPoliciesPerUserQuota: 10,
        GroupsPerUserQuota: 10,
        VersionsPerPolicyQuota: 5,
        GlobalEndpointTokenVersion: 1,
        ServerCertificates: call.world.iam.serverCertificates.size(),
        ServerCertificatesQuota: 20,
        Providers: call.world.iam.samlProviders.size() + call.world.iam.oidcProviders.size(),
      },
    };
  },
  GetAccountPasswordPolicy: (_, call) => {
    const { passwordPolicy } = call.world.iam;
    if (!passwordPolicy) {
      throw awsError(
        'NoSuchEntity',
        404,
        `The Password Policy with domain name ${call.world.accountId} cannot be found.`,
      );
    }
    return { PasswordPolicy: passwordPolicy };
  },
  ListAccountAliases: (_, call) => ({ AccountAliases: call.world.iam.accountAliases, IsTruncated: false }),
  GenerateCredentialReport: () => ({ State: 'COMPLETE' }),
  GetCredentialReport: (_, call) => ({
    Content: new TextEncoder().encode(credentialReport(call.world)),
    ReportFormat: 'text/csv',
    GeneratedTime: new Date(Math.floor(Date.now() / 1000) * 1000),
  }),
};

function positionsOf(start: number, count: number, total: number): number[] {
  return Array.from({ length: Math.max(Math.min(count, total - start), 0) }, (_, index) => start + index);
}
