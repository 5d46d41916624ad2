import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/json.ts';
import { block, bucketPolicy, ingress, only, rolePolicy, tags, tcp } from './testing/severity-drafts.ts';

describe('documented severities', () => {
  it.each(['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'])(
    'rates %s switched off as critical and a matter of security',
    (flag) => {
      const on = {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      };
      const drift = only(
        's3_bucket',
        { PublicAccessBlockConfiguration: on },
        { PublicAccessBlockConfiguration: { ...on, [flag]: false } },
      );
      expect(drift).toMatchObject({
        severity: 'critical',
        type: 'security',
        rule: 'public-access-block-off',
      });
      expect(drift.summary).toBe(`${flag} changed from true to false`);
    },
  );

  it.each<[string, string, JsonObject, JsonObject, string, string, string]>([
    [
      'the whole block against public access removed',
      's3_bucket',
      block(true),
      {},
      'critical',
      'security',
      'public-access-block-off',
    ],
    [
      'a bucket made public by its policy',
      's3_bucket',
      {},
      bucketPolicy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }),
      'critical',
      'security',
      'made-public',
    ],
    [
      'a bucket made public by its ACL',
      's3_bucket',
      { AccessControl: 'Private' },
      { AccessControl: 'PublicRead' },
      'critical',
      'security',
      'made-public',
    ],
    [
      'unrestricted admin rights granted',
      'iam_role',
      rolePolicy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
      rolePolicy({ Effect: 'Allow', Action: '*', Resource: '*' }),
      'critical',
      'security',
      'admin-rights-granted',
    ],
    [
      'the administrator policy attached',
      'iam_user',
      {},
      { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
      'critical',
      'security',
      'admin-rights-granted',
    ],
    [
      'SSH opened to the internet',
      'security_group',
      ingress(),
      ingress(tcp(22, 22, '0.0.0.0/0')),
      'high',
      'security',
      'world-open-remote-access',
    ],
    [
      'RDP opened to the internet',
      'security_group',
      ingress(),
      ingress({ IpProtocol: 'tcp', FromPort: 3389, ToPort: 3389, CidrIpv6: '::/0' }),
      'high',
      'security',
      'world-open-remote-access',
    ],
    [
      'another port opened to the internet',
      'security_group',
      ingress(),
      ingress(tcp(8443, 8443, '0.0.0.0/0')),
      'high',
      'security',
      'world-open-port',
    ],
    [
      'a web port opened to the internet',
      'security_group',
      ingress(),
      ingress(tcp(443, 443, '0.0.0.0/0')),
      'medium',
      'security',
      'world-open-web-port',
    ],
    [
      'all protocols opened to the internet',
      'security_group',
      ingress(),
      ingress({ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }),
      'critical',
      'security',
      'world-open-all-ports',
    ],
    [
      'all ports opened to the internet',
      'security_group',
      ingress(),
      ingress(tcp(0, 65535, '0.0.0.0/0')),
      'critical',
      'security',
      'world-open-all-ports',
    ],
    [
      'TLS switched off',
      'load_balancer',
      { Listeners: [{ Port: 443, Protocol: 'HTTPS' }] },
      { Listeners: [{ Port: 443, Protocol: 'HTTP' }] },
      'high',
      'security',
      'tls-weakened',
    ],
    [
      'the lowest version of TLS lowered',
      'cloudfront_distribution',
      { DistributionConfig: { ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' } } },
      { DistributionConfig: { ViewerCertificate: { MinimumProtocolVersion: 'TLSv1' } } },
      'high',
      'security',
      'tls-weakened',
    ],
    [
      'encryption switched off',
      'rds_instance',
      { StorageEncrypted: true },
      { StorageEncrypted: false },
      'critical',
      'security',
      'encryption-removed',
    ],
    [
      'the encryption of a bucket removed',
      's3_bucket',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
      {},
      'critical',
      'security',
      'encryption-removed',
    ],
    [
      'encryption of a topic removed',
      'sns_topic',
      { KmsMasterKeyId: 'alias/aws/sns' },
      {},
      'critical',
      'security',
      'encryption-removed',
    ],
    [
      'the instance type changed',
      'ec2_instance',
      { InstanceType: 't3.micro' },
      { InstanceType: 't3.large' },
      'medium',
      'configuration',
      'setting-changed',
    ],
    [
      'a setting without special weight changed',
      'sqs_queue',
      { VisibilityTimeout: 30 },
      { VisibilityTimeout: 60 },
      'medium',
      'configuration',
      'setting-changed',
    ],
    [
      'a tag added',
      'ec2_instance',
      tags({ env: 'prod' }),
      tags({ env: 'prod', owner: 'web' }),
      'low',
      'configuration',
      'tag-changed',
    ],
    [
      'a tag changed',
      'ec2_instance',
      tags({ env: 'prod' }),
      tags({ env: 'test' }),
      'low',
      'configuration',
      'tag-changed',
    ],
    [
      'a tag removed that nobody demands',
      'ec2_instance',
      tags({ env: 'prod', note: 'x' }),
      tags({ env: 'prod' }),
      'low',
      'configuration',
      'tag-changed',
    ],
    [
      'a display name changed',
      'sns_topic',
      { DisplayName: 'Orders' },
      { DisplayName: 'Payments' },
      'low',
      'configuration',
      'label-changed',
    ],
    [
      'a description changed',
      'lambda_function',
      { Description: 'a' },
      { Description: 'b' },
      'low',
      'configuration',
      'label-changed',
    ],
  ])('%s', (_what, type, before, after, severity, driftType, rule) => {
    expect(only(type, before, after)).toMatchObject({ severity, type: driftType, rule });
  });

  it.each([3306, 5432, 1433, 27017, 6379, 9200])(
    'rates database port %i opened to the internet as critical',
    (port) => {
      expect(only('security_group', ingress(), ingress(tcp(port, port, '0.0.0.0/0')))).toMatchObject({
        severity: 'critical',
        type: 'security',
        rule: 'world-open-database-port',
      });
    },
  );

  it('rates the loss of a demanded tag as medium', () => {
    expect(
      only('ec2_instance', tags({ owner: 'web', env: 'prod' }), tags({ env: 'prod' }), ['owner']),
    ).toMatchObject({
      severity: 'medium',
      rule: 'required-tag-removed',
      type: 'configuration',
    });
  });
});
