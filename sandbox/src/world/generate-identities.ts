import type { Counts } from './generate.ts';
import { dateOf, indexOfName, nameOf, teamOf } from './generated-ids.ts';
import { enabledRegions } from './region-names.ts';
import { company, tagList } from './site.ts';
import { createGeneratedTable } from './table.ts';
import type { World } from './world.ts';

function iamId(prefix: string, index: number): string {
  return `${prefix}${index.toString(36).toUpperCase().padStart(17, '0')}`;
}

/** Roles, policies and buckets, which belong to no region, computed on demand. */
export function generatedIdentities(world: World, counts: Counts): void {
  const account = world.accountId;
  const trustPolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  });

  world.iam.roles = createGeneratedTable({
    size: counts.roles,
    keyOf: (role) => role.RoleName,
    indexOf: indexOfName('role'),
    make: (index) => {
      const RoleName = nameOf('role', index);
      const PolicyName = nameOf('policy', index % Math.max(counts.policies, 1));
      return {
        RoleName,
        RoleId: iamId('AROA', index),
        Arn: `arn:aws:iam::${account}:role/${RoleName}`,
        Path: '/',
        CreateDate: dateOf(index),
        MaxSessionDuration: 3600,
        AssumeRolePolicyDocument: '',
        RoleLastUsed: { LastUsedDate: dateOf(index), Region: 'us-east-1' },
        Tags: tagList({ Team: teamOf(index) }),
        trustPolicy,
        inlinePolicies: {},
        attachedPolicies: [{ PolicyName, PolicyArn: `arn:aws:iam::${account}:policy/${PolicyName}` }],
        instanceProfiles: [],
      };
    },
  });

  world.iam.policies = createGeneratedTable({
    size: counts.policies,
    keyOf: (policy) => policy.Arn,
    indexOf: indexOfName('policy'),
    make: (index) => {
      const PolicyName = nameOf('policy', index);
      const CreateDate = dateOf(index);
      const document = JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:GetObject'],
            Resource: `arn:aws:s3:::${company}-${teamOf(index)}/${index}/*`,
          },
          { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
        ],
      });
      return {
        PolicyName,
        PolicyId: iamId('ANPA', index),
        Arn: `arn:aws:iam::${account}:policy/${PolicyName}`,
        Path: '/',
        DefaultVersionId: 'v1',
        PermissionsBoundaryUsageCount: 0,
        IsAttachable: true,
        CreateDate,
        UpdateDate: CreateDate,
        versions: [{ VersionId: 'v1', document, CreateDate, isDefault: true }],
      };
    },
  });

  world.buckets = createGeneratedTable({
    size: counts.buckets,
    keyOf: (bucket) => bucket.Name,
    indexOf: indexOfName(`${company}-bucket`),
    make: (index) => ({
      Name: nameOf(`${company}-bucket`, index),
      CreationDate: dateOf(index),
      region: enabledRegions[index % enabledRegions.length] ?? 'us-east-1',
      tags: { Team: teamOf(index) },
      acl: [{ Grantee: { Type: 'CanonicalUser', ID: world.ownerCanonicalId }, Permission: 'FULL_CONTROL' }],
      versioning: {},
      encryption: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
      },
      publicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      ownership: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    }),
  });
}
