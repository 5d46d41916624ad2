import type { AnalyzerSummary } from '@aws-sdk/client-accessanalyzer';
import type { AlternateContact, ContactInformation } from '@aws-sdk/client-account';
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

export interface StoredServerCertificate extends iam.ServerCertificateMetadata {
  Tags: iam.Tag[];
}

export interface StoredSamlProvider extends iam.SAMLProviderListEntry {
  Arn: string;
  document: string;
  Tags: iam.Tag[];
}

export interface StoredOidcProvider extends iam.GetOpenIDConnectProviderResponse {
  Arn: string;
}

export interface StoredAnalyzer extends AnalyzerSummary {
  region: string;
  findings: { active: number; archived: number };
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
  /** When somebody last signed in as the root user. */
  rootPasswordLastUsed: Date | undefined;
  serverCertificates: Table<StoredServerCertificate>;
  samlProviders: Table<StoredSamlProvider>;
  oidcProviders: Table<StoredOidcProvider>;
  /** Of all regions. */
  analyzers: Table<StoredAnalyzer>;
  contact: ContactInformation;
  alternateContacts: AlternateContact[];
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
    rootPasswordLastUsed: undefined,
    serverCertificates: createTable((one) => one.ServerCertificateName ?? ''),
    samlProviders: createTable((one) => one.Arn),
    oidcProviders: createTable((one) => one.Arn),
    analyzers: createTable((one) => one.arn ?? ''),
    contact: {
      FullName: 'Account owner',
      AddressLine1: 'Harbour Street 1',
      City: 'Dublin',
      CountryCode: 'IE',
      PostalCode: 'D01',
      PhoneNumber: '+353 1 555 0100',
    },
    alternateContacts: [],
  };
}
