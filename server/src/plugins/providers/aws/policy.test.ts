import { describe, expect, it } from 'vitest';
import { awsCollectors } from './collectors.generated.ts';
import {
  isReadPermission,
  policyDocuments,
  requiredPermissions,
  roleTemplate,
  setupArtifacts,
} from './policy.ts';
import { awsProvider } from './provider.ts';

const required = requiredPermissions(awsCollectors);

describe('the least-privilege policy', () => {
  it('allows only actions that read configuration, never one that changes anything', () => {
    expect(required.filter((permission) => !isReadPermission(permission))).toEqual([]);
  });

  it.each([
    's3:PutBucketPolicy',
    's3:*',
    'iam:GenerateServiceLastAccessedDetails',
    'secretsmanager:GetSecretValue',
    's3:GetObject',
    'sts:AssumeRole',
    'ec2:GetPasswordData',
    'ecr:GetAuthorizationToken',
  ])('would not call %s a reading of configuration', (permission) => {
    expect(isReadPermission(permission)).toBe(false);
  });

  it('asks for the credential report, which AWS counts among the readings', () => {
    expect(isReadPermission('iam:GenerateCredentialReport')).toBe(true);
  });

  it('has what the connection itself needs', () => {
    expect(required).toEqual(
      expect.arrayContaining(['cloudtrail:LookupEvents', 'ec2:DescribeRegions', 'sts:GetCallerIdentity']),
    );
  });

  it('is complete, sorted and free of duplicates over all its documents', () => {
    const actions = policyDocuments(required).flatMap((document) =>
      document.Statement.flatMap(({ Action }) => Action),
    );
    expect(actions.toSorted()).toEqual(required);
    expect(new Set(actions).size).toBe(actions.length);
  });

  it('keeps every document within the size that AWS allows, with statement ids that AWS accepts', () => {
    const many = Array.from({ length: 40 }, (_unused, service) =>
      Array.from(
        { length: 10 },
        (_none, action) => `service${service}:DescribeSomethingWithALongName${action}`,
      ),
    ).flat();
    const documents = policyDocuments([...required, ...many]);
    expect(documents.length).toBeGreaterThan(1);
    for (const document of documents) {
      expect(JSON.stringify(document).length).toBeLessThanOrEqual(6_144);
      const ids = document.Statement.map(({ Sid }) => Sid);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]+$/);
    }
  });
});

describe('the role template', () => {
  it('trusts one account and only with the external id', () => {
    const template = roleTemplate(policyDocuments(required), {
      externalId: 'ext-1',
      trustedAccountId: '111122223333',
    });
    expect(template).toMatchObject({
      Parameters: { ExternalId: { Default: 'ext-1' }, TrustedAccountId: { Default: '111122223333' } },
      Resources: {
        Role: {
          Properties: {
            AssumeRolePolicyDocument: {
              Statement: [
                {
                  Action: 'sts:AssumeRole',
                  Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
                },
              ],
            },
          },
        },
      },
    });
  });

  it('attaches every policy document to the role', () => {
    const documents = policyDocuments(required);
    const { Resources } = roleTemplate(documents, {}) as {
      Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
    };
    const policies = Object.keys(Resources).filter(
      (name) => Resources[name]?.Type === 'AWS::IAM::ManagedPolicy',
    );
    expect(policies).toHaveLength(documents.length);
    expect(Resources.Role?.Properties.ManagedPolicyArns).toEqual(policies.map((name) => ({ Ref: name })));
  });

  it('is offered by the provider as JSON that parses', () => {
    const artifacts = awsProvider.setupArtifacts({ externalId: 'ext-1' });
    expect(artifacts.map(({ id }) => id)).toContain('cloudformation_role');
    for (const { content } of setupArtifacts(awsCollectors, {}))
      expect(() => JSON.parse(content)).not.toThrow();
  });
});
