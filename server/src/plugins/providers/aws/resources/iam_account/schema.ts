import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, text, texts } from '../../shapes/schema-parts.ts';

/** How many there are moves with every user and role that is made; those resources say it themselves. */
const counts = [
  'GroupPolicySizeQuota',
  'Groups',
  'InstanceProfiles',
  'MFADevices',
  'MFADevicesInUse',
  'Policies',
  'PolicyVersionsInUse',
  'Providers',
  'Roles',
  'ServerCertificates',
  'Users',
];

/** IAM settings of a whole account: no CloudFormation type; the names are those of the IAM API. */
export const iamAccountType = defineResourceType({
  type: 'iam_account',
  vendorType: 'AWS::IAM::Account',
  provider: 'aws',
  title: 'IAM account settings',
  service: 'iam',
  aliases: ['account'],
  schema: z.looseObject({
    AccountId: text,
    AccountAliases: texts,
    /** GetAccountSummary: 1 and 0 for yes and no of the root user (AccountMFAEnabled, AccountAccessKeysPresent). */
    SummaryMap: z.record(z.string(), z.number()).optional(),
    /** Absent when the account has none and AWS's default applies. */
    PasswordPolicy: struct({
      MinimumPasswordLength: number,
      RequireSymbols: flag,
      RequireNumbers: flag,
      RequireUppercaseCharacters: flag,
      RequireLowercaseCharacters: flag,
      AllowUsersToChangePassword: flag,
      ExpirePasswords: flag,
      MaxPasswordAge: number,
      PasswordReusePrevention: number,
      HardExpiry: flag,
    }),
    /** From the credential report. Days are of UTC; an absent one: no use since AWS notes it. */
    RootUser: struct({ PasswordLastUsedDate: text, AccessKeyLastUsedDate: text }),
    /** Virtual devices of the root user: a root user with MFA and none of these has a hardware device. */
    VirtualMFADevices: listOf(z.looseObject({ SerialNumber: text, EnableDate: text })),
  }),
  facts: {
    readOnlyPaths: ['AccountId', 'RootUser', ...counts.map((count) => `SummaryMap.${count}`)],
    unorderedScalarPaths: ['AccountAliases'],
    unorderedObjectArrayPaths: ['VirtualMFADevices'],
    identityKeys: { VirtualMFADevices: 'SerialNumber' },
  },
});
