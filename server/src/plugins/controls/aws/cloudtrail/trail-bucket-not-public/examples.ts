import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'whose bucket is blocked by the account',
      configuration: { S3BucketName: 'logs' },
      surroundings: {
        buckets: [{ configuration: { BucketName: 'logs', PolicyStatus: { IsPublic: true } } }],
        account: [{ configuration: { PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } } }],
      },
    },
    {
      title: 'whose bucket has its ACLs switched off',
      configuration: { S3BucketName: 'logs' },
      surroundings: {
        buckets: [
          {
            configuration: {
              BucketName: 'logs',
              OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
              AccessControlList: {
                Grants: [
                  {
                    Permission: 'READ',
                    Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
                  },
                ],
              },
            },
          },
        ],
      },
    },
    {
      title: 'whose bucket is blocked',
      configuration: { S3BucketName: 'logs' },
      surroundings: {
        buckets: [
          {
            configuration: {
              BucketName: 'logs',
              PublicAccessBlockConfiguration: { IgnorePublicAcls: true, RestrictPublicBuckets: true },
              PolicyStatus: { IsPublic: true },
            },
          },
        ],
      },
    },
    {
      title: 'whose bucket has neither',
      configuration: { S3BucketName: 'logs' },
      surroundings: {
        buckets: [{ configuration: { BucketName: 'logs', PolicyStatus: { IsPublic: false } } }],
      },
    },
  ],
  fail: [
    {
      title: 'whose bucket has a public policy',
      configuration: { S3BucketName: 'logs' },
      surroundings: {
        buckets: [{ configuration: { BucketName: 'logs', PolicyStatus: { IsPublic: true } } }],
      },
      says: 'policy',
    },
    {
      title: 'whose bucket has a public ACL',
      configuration: { S3BucketName: 'logs' },
      surroundings: {
        buckets: [
          {
            configuration: {
              BucketName: 'logs',
              AccessControlList: {
                Grants: [
                  { Permission: 'READ', Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' } },
                ],
              },
            },
          },
        ],
      },
      says: 'ACL',
    },
  ],
  unknown: [
    {
      title: 'whose bucket belongs to somebody else',
      configuration: { S3BucketName: 'theirs' },
      says: 'theirs',
    },
    {
      title: 'where buckets were not listed',
      configuration: { S3BucketName: 'logs' },
      unlisted: ['buckets'],
    },
  ],
});
