import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const everyone = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' };
const open = { AccessControlList: { Grants: [{ Permission: 'READ', Grantee: everyone }] } };

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
      title: 'that ignores public grants',
      configuration: { ...open, PublicAccessBlockConfiguration: { IgnorePublicAcls: true } },
    },
    {
      title: 'that takes the logs of S3',
      configuration: {
        AccessControlList: {
          Grants: [
            {
              Permission: 'READ_ACP',
              Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' },
            },
          ],
        },
      },
    },
  ],
  fail: [
    {
      title: 'that everybody may list',
      configuration: open,
      surroundings: { account: [{ configuration: {} }] },
      says: 'READ to everybody',
    },
  ],
  unknown: [
    {
      title: 'whose ACL was denied',
      configuration: {},
      unreadable: [{ path: 'AccessControlList', reason: 'denied', permission: 's3:GetBucketAcl' }],
    },
    {
      title: 'whose own block was denied',
      configuration: open,
      surroundings: { account: [{ configuration: {} }] },
      unreadable: [
        {
          path: 'PublicAccessBlockConfiguration',
          reason: 'denied',
          permission: 's3:GetBucketPublicAccessBlock',
        },
      ],
    },
  ],
});
