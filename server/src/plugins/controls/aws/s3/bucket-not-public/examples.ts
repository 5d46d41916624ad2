import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const everyone = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' };
const byAcl = { AccessControlList: { Grants: [{ Permission: 'READ', Grantee: everyone }] } };
const byPolicy = { PolicyStatus: { IsPublic: true } };
const noBlock = { account: [{ configuration: {} }] };

export const examples = defineExamples({
  pass: [
    { title: 'that is private', configuration: { PolicyStatus: { IsPublic: false } } },
    {
      title: 'whose public policy is restricted',
      configuration: { ...byPolicy, PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } },
    },
    {
      title: 'with a public policy in an account that restricts such',
      configuration: byPolicy,
      surroundings: {
        account: [{ configuration: { PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } } }],
      },
    },
    {
      title: 'whose public grants mean nothing',
      configuration: { ...byAcl, OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
    },
  ],
  fail: [
    { title: 'with a public policy', configuration: byPolicy, surroundings: noBlock, says: 'policy' },
    { title: 'with a public grant', configuration: byAcl, surroundings: noBlock, says: 'ACL' },
    {
      title: 'with a public grant and a block of policies only',
      configuration: { ...byAcl, PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } },
      surroundings: noBlock,
    },
  ],
  unknown: [
    {
      title: 'whose policy status was denied',
      configuration: {},
      unreadable: [{ path: 'PolicyStatus', reason: 'denied', permission: 's3:GetBucketPolicyStatus' }],
    },
    {
      title: 'with a public policy in an account whose block is not known',
      configuration: byPolicy,
      unlisted: ['account'],
    },
  ],
});
