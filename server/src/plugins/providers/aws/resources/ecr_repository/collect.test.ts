import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { ecrRepositoryCollector as collector } from './collect.ts';

const arn = 'arn:aws:ecr:us-east-1:123456789012:repository/shop/web';
const list = {
  'ecr:DescribeRepositories': {
    repositories: [
      {
        repositoryName: 'shop/web',
        repositoryArn: arn,
        registryId: '123456789012',
        imageTagMutability: 'MUTABLE',
        imageScanningConfiguration: { scanOnPush: false },
        encryptionConfiguration: {
          encryptionType: 'KMS',
          kmsKey: 'arn:aws:kms:us-east-1:123456789012:key/1',
        },
      },
    ],
  },
};
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }],
};
const rules = { rules: [{ rulePriority: 1, action: { type: 'expire' } }] };
const details = {
  'ecr:GetRepositoryPolicy': { policyText: JSON.stringify(policy) },
  'ecr:GetLifecyclePolicy': {
    lifecyclePolicyText: JSON.stringify(rules),
    registryId: '123456789012',
    lastEvaluatedAt: '2024-01-01T00:00:00Z',
  },
  'ecr:BatchGetRepositoryScanningConfiguration': {
    scanningConfigurations: [
      {
        repositoryName: 'shop/web',
        scanOnPush: true,
        scanFrequency: 'CONTINUOUS_SCAN',
        appliedScanFilters: [],
      },
    ],
  },
  'ecr:ListTagsForResource': { tags: [{ Key: 'team', Value: 'shop' }] },
};

describe('the ECR repository collector', () => {
  it('reads policies as objects and the scanning that applies in effect', async () => {
    const responses = { ...list, ...details };
    const [observed] = await collectAll(collector, replaySession({ collector, responses }));
    expect(observed).toMatchObject({
      externalId: arn,
      name: 'shop/web',
      tags: { team: 'shop' },
      unreadable: [],
    });
    expect(observed?.configuration).toEqual({
      RepositoryName: 'shop/web',
      Arn: arn,
      ImageTagMutability: 'MUTABLE',
      ImageScanningConfiguration: { ScanOnPush: false },
      EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: 'arn:aws:kms:us-east-1:123456789012:key/1' },
      RepositoryPolicyText: policy,
      LifecyclePolicy: { LifecyclePolicyText: rules, RegistryId: '123456789012' },
      RepositoryScanningConfiguration: { ScanFrequency: 'CONTINUOUS_SCAN', ScanOnPush: true },
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('tells "no policy" from "may not read the policy"', async () => {
    const without = {
      ...list,
      ...details,
      'ecr:GetRepositoryPolicy': { error: 'RepositoryPolicyNotFoundException' },
      'ecr:GetLifecyclePolicy': { error: 'AccessDeniedException' },
    };
    const [observed] = await collectAll(collector, replaySession({ collector, responses: without }));
    expect(observed?.configuration).not.toHaveProperty('RepositoryPolicyText');
    expect(observed?.unreadable).toMatchObject([
      { path: 'LifecyclePolicy', reason: 'denied', permission: 'ecr:GetLifecyclePolicy' },
    ]);
  });

  it('does not report a repository that was deleted meanwhile', async () => {
    const gone = { error: 'RepositoryNotFoundException' };
    const responses = { ...list, ...details, 'ecr:ListTagsForResource': gone };
    expect(await collectAll(collector, replaySession({ collector, responses }))).toEqual([]);
  });
});
