import type * as iam from '@aws-sdk/client-iam';
import { createTable, type Table } from './table.ts';

export interface StoredAccessKey extends iam.AccessKeyMetadata {
  lastUsed?: iam.AccessKeyLastUsed;
}

/** Inline policies and the managed policies attached, the same for users, groups and roles. */
export interface Grants {
  /** Policy name → JSON document. */
  inlinePolicies: Record<string, string>;
  attachedPolicies: { PolicyName: string; PolicyArn: string }[];
}

export interface StoredUser extends iam.User, Grants {
  UserName: string;
  Arn: string;
  groups: string[];
  accessKeys: StoredAccessKey[];
  mfaDevices: iam.MFADevice[];
  loginProfile?: iam.LoginProfile;
}

export interface StoredGroup extends iam.Group, Grants {
  GroupName: string;
  Arn: string;
}

export interface StoredRole extends iam.Role, Grants {
  RoleName: string;
  Arn: string;
  /** The trust policy as JSON; on the wire IAM sends it percent-encoded. */
  trustPolicy: string;
  instanceProfiles: string[];
}

export interface StoredPolicy extends iam.Policy {
  PolicyName: string;
  Arn: string;
  versions: { VersionId: string; document: string; CreateDate: Date; isDefault: boolean }[];
}

export interface Iam {
  users: Table<StoredUser>;
  groups: Table<StoredGroup>;
  roles: Table<StoredRole>;
  policies: Table<StoredPolicy>;
  accountAliases: string[];
  passwordPolicy: iam.PasswordPolicy | undefined;
  virtualMfaDevices: iam.VirtualMFADevice[];
  rootMfaEnabled: boolean;
  rootAccessKeys: number;
}

export function createIam(): Iam {
  return {
    users: createTable((user) => user.UserName),
    groups: createTable((group) => group.GroupName),
    roles: createTable((role) => role.RoleName),
    policies: createTable((policy) => policy.Arn),
    accountAliases: [],
    passwordPolicy: undefined,
    virtualMfaDevices: [],
    rootMfaEnabled: true,
    rootAccessKeys: 0,
  };
}
