import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const everyone = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' };
const open = { AccessControlList: { Grants: [{ Permission: 'WRITE', Grantee: everyone }] } };

export const examples = defineExamples({
  pass: [
    {
      title: 'that only its owner uses',
      configuration: {
        AccessControlList: {
          Grants: [{ Permission: 'FULL_CONTROL', Grantee: { Type: 'CanonicalUser', ID: 'a' } }],
        },
      },
    },
    {
      title: 'that everybody may read',
      configuration: { AccessControlList: { Grants: [{ Permission: 'READ', Grantee: everyone }] } },
    },
    {
      title: 'that ignores public grants',
      configuration: { ...open, PublicAccessBlockConfiguration: { IgnorePublicAcls: true } },
      says: 'ignored by the bucket',
    },
    {
      title: 'whose ACLs are off',
      configuration: { ...open, OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
    },
    {
      title: 'in an account that ignores public grants',
      configuration: open,
      surroundings: {
        account: [{ configuration: { PublicAccessBlockConfiguration: { IgnorePublicAcls: true } } }],
      },
      says: 'whole account',
    },
  ],
  fail: [
    {
      title: 'that everybody may write',
      configuration: open,
      surroundings: { account: [{ configuration: {} }] },
      says: 'WRITE to everybody',
    },
    {
      title: 'whose permissions any AWS user may write',
      configuration: {
        AccessControlList: {
          Grants: [
            {
              Permission: 'WRITE_ACP',
              Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' },
            },
          ],
        },
      },
      says: 'every AWS user',
    },
  ],
  unknown: [
    {
      title: 'whose ACL was denied',
      configuration: {},
      unreadable: [{ path: 'AccessControlList', reason: 'denied', permission: 's3:GetBucketAcl' }],
    },
    { title: 'in an account whose block is not known', configuration: open, unlisted: ['account'] },
  ],
});
