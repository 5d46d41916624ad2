import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../core/canonical-json.ts';
import { testPlans } from '../testing/plans.ts';

const policy = {
  MinimumPasswordLength: 16,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  AllowUsersToChangePassword: true,
  MaxPasswordAge: 60,
  PasswordReusePrevention: 24,
  HardExpiry: null,
};
const none = {
  MinimumPasswordLength: 8,
  RequireSymbols: false,
  RequireNumbers: false,
  RequireUppercaseCharacters: false,
  RequireLowercaseCharacters: false,
  AllowUsersToChangePassword: false,
  MaxPasswordAge: null,
  PasswordReusePrevention: null,
  HardExpiry: null,
};
const administrator = [
  { title: 'attached', state: { IsAdministrator: true }, plan: { after: { IsAdministrator: false } } },
  { title: 'not attached', state: { IsAdministrator: false }, plan: 'nothing' as const },
];
const key = (AccessKeyId: string, Status: string, IsUnused: boolean) => ({ AccessKeyId, Status, IsUnused });
const sha = (document: string) => createHash('sha256').update(canonicalJson(document)).digest('hex');
const version = (VersionId: string, AllowsEverything: boolean) => ({
  VersionId,
  AllowsEverything,
  DocumentSha256: sha(`document of ${VersionId}`),
});
const versions = [version('v1', false), version('v2', false), version('v3', true)];

testPlans('iam', {
  'deactivate-unused-keys': [
    {
      title: 'one of two keys unused',
      state: { AccessKeys: [key('AKIA1', 'Active', true), key('AKIA2', 'Active', false)] },
      plan: { after: { AccessKeys: [key('AKIA1', 'Inactive', true), key('AKIA2', 'Active', false)] } },
      says: 'AKIA1',
    },
    {
      title: 'an unused key that is inactive',
      state: { AccessKeys: [key('AKIA1', 'Inactive', true)] },
      plan: 'nothing',
    },
  ],
  'detach-administrator-from-group': administrator,
  'detach-administrator-from-role': administrator,
  'detach-administrator-from-user': administrator,
  'password-expiry': [
    {
      title: 'passwords that never end, and all else as it is',
      state: { PasswordPolicy: { ...policy, MaxPasswordAge: null } },
      plan: { after: { PasswordPolicy: { ...policy, MaxPasswordAge: 90 } } },
    },
    { title: 'a shorter end', state: { PasswordPolicy: policy }, plan: 'nothing' },
  ],
  'password-strength': [
    {
      title: 'no policy',
      state: { PasswordPolicy: null },
      plan: {
        after: {
          PasswordPolicy: {
            ...none,
            MinimumPasswordLength: 14,
            RequireSymbols: true,
            RequireNumbers: true,
            RequireUppercaseCharacters: true,
            RequireLowercaseCharacters: true,
            PasswordReusePrevention: 24,
          },
        },
      },
    },
    {
      title: 'one kind of signs missing, and longer passwords than needed',
      state: { PasswordPolicy: { ...policy, RequireSymbols: false } },
      plan: { after: { PasswordPolicy: policy } },
      says: 'RequireSymbols true',
    },
    { title: 'strong', state: { PasswordPolicy: policy }, plan: 'nothing' },
  ],
  'policy-previous-version': [
    {
      title: 'the newest earlier version that allows less',
      state: { DefaultVersionId: 'v3', Versions: versions },
      plan: { after: { DefaultVersionId: 'v2', Versions: versions } },
    },
    {
      title: 'the version of the baseline',
      state: { DefaultVersionId: 'v3', Versions: versions },
      baseline: { PolicyDocument: 'document of v1' },
      plan: { after: { DefaultVersionId: 'v1', Versions: versions } },
    },
    {
      title: 'no earlier version',
      state: { DefaultVersionId: 'v3', Versions: [version('v3', true), version('v4', false)] },
      plan: 'cannot',
      says: 'by hand',
    },
    { title: 'not everything', state: { DefaultVersionId: 'v2', Versions: versions }, plan: 'nothing' },
  ],
  'remove-console-password': [
    {
      title: 'a password without MFA',
      state: { HasPassword: true, MfaDevices: 0 },
      plan: { after: { HasPassword: false, MfaDevices: 0 } },
    },
    { title: 'MFA', state: { HasPassword: true, MfaDevices: 1 }, plan: 'nothing' },
  ],
});
