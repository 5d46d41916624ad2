import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../core/json.ts';
import { compareConfigurations } from './compare.ts';
import { buildDrifts, type DriftDraft } from './drifts.ts';
import { severityRules } from './severity-rules.ts';

function driftsOf(
  type: string,
  before: JsonObject,
  after: JsonObject,
  requiredTags: string[] = [],
): DriftDraft[] {
  const { changes } = compareConfigurations({ type, before, after });
  return buildDrifts({ resource: { type }, changes, before, after, requiredTags });
}

function only(type: string, before: JsonObject, after: JsonObject, requiredTags: string[] = []): DriftDraft {
  const drifts = driftsOf(type, before, after, requiredTags);
  expect(drifts).toHaveLength(1);
  return drifts[0] as DriftDraft;
}

const ingress = (...rules: JsonObject[]): JsonObject => ({ SecurityGroupIngress: rules });
const tcp = (from: number, to: number, cidr: string): JsonObject => ({
  IpProtocol: 'tcp',
  FromPort: from,
  ToPort: to,
  CidrIp: cidr,
});
const block = (on: Json): JsonObject => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: on,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
});
const rolePolicy = (statement: Json): JsonObject => ({
  Policies: [{ PolicyName: 'work', PolicyDocument: { Version: '2012-10-17', Statement: statement } }],
});
const bucketPolicy = (statement: JsonObject): JsonObject => ({
  BucketPolicy: { Version: '2012-10-17', Statement: [statement] },
});
const tags = (values: Record<string, string>): JsonObject => ({
  Tags: Object.entries(values).map(([Key, Value]) => ({ Key, Value })),
});

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
    [
      'logging of a trail stopped',
      'cloudtrail_trail',
      { IsLogging: true },
      { IsLogging: false },
      'high',
      'configuration',
      'logging-off',
    ],
    [
      'access logs of a bucket removed',
      's3_bucket',
      { LoggingConfiguration: { DestinationBucketName: 'logs' } },
      {},
      'high',
      'configuration',
      'logging-off',
    ],
    [
      'a kind of database log no longer exported',
      'rds_instance',
      { EnableCloudwatchLogsExports: ['audit', 'error'] },
      { EnableCloudwatchLogsExports: ['error'] },
      'high',
      'configuration',
      'logging-off',
    ],
    [
      'access logs of a load balancer off',
      'load_balancer',
      { LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'true' }] },
      { LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'false' }] },
      'high',
      'configuration',
      'logging-off',
    ],
    [
      'backups switched off',
      'rds_instance',
      { BackupRetentionPeriod: 7 },
      { BackupRetentionPeriod: 0 },
      'high',
      'configuration',
      'backup-off',
    ],
    [
      'versioning suspended',
      's3_bucket',
      { VersioningConfiguration: { Status: 'Enabled' } },
      { VersioningConfiguration: { Status: 'Suspended' } },
      'medium',
      'configuration',
      'versioning-changed',
    ],
    [
      'monitoring switched off',
      'ec2_instance',
      { Monitoring: true },
      { Monitoring: false },
      'medium',
      'configuration',
      'monitoring-off',
    ],
    [
      'a database made reachable from the internet',
      'rds_instance',
      { PubliclyAccessible: false },
      { PubliclyAccessible: true },
      'high',
      'security',
      'opened-to-the-internet',
    ],
    [
      'a cluster endpoint opened to all addresses',
      'eks_cluster',
      { ResourcesVpcConfig: { PublicAccessCidrs: ['10.0.0.0/8'] } },
      { ResourcesVpcConfig: { PublicAccessCidrs: ['10.0.0.0/8', '0.0.0.0/0'] } },
      'high',
      'security',
      'opened-to-the-internet',
    ],
    [
      'a snapshot shared with everybody',
      'ebs_snapshot',
      { CreateVolumePermissions: [] },
      { CreateVolumePermissions: [{ Group: 'all' }] },
      'critical',
      'security',
      'made-public',
    ],
    [
      'a database snapshot shared with everybody',
      'rds_snapshot',
      { DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: [] }] },
      { DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['all'] }] },
      'critical',
      'security',
      'made-public',
    ],
    [
      'an access key of the root user created',
      'iam_account',
      { SummaryMap: { AccountAccessKeysPresent: 0 } },
      { SummaryMap: { AccountAccessKeysPresent: 1 } },
      'critical',
      'security',
      'admin-rights-granted',
    ],
    [
      'the second factor of the root user gone',
      'iam_account',
      { SummaryMap: { AccountMFAEnabled: 1 } },
      { SummaryMap: { AccountMFAEnabled: 0 } },
      'high',
      'security',
      'second-factor-off',
    ],
    [
      'passwords may be shorter',
      'iam_account',
      { PasswordPolicy: { MinimumPasswordLength: 14 } },
      { PasswordPolicy: { MinimumPasswordLength: 8 } },
      'medium',
      'security',
      'safeguard-off',
    ],
    [
      'the metadata service without tokens',
      'ec2_instance',
      { MetadataOptions: { HttpTokens: 'required' } },
      { MetadataOptions: { HttpTokens: 'optional' } },
      'high',
      'security',
      'metadata-service-unprotected',
    ],
    [
      'a policy that grants more',
      'iam_role',
      rolePolicy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
      rolePolicy({ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' }),
      'high',
      'security',
      'policy-widened',
    ],
    [
      'a denial removed',
      'iam_role',
      rolePolicy([
        { Sid: 'a', Effect: 'Allow', Action: 's3:*', Resource: '*' },
        { Sid: 'd', Effect: 'Deny', Action: 's3:Delete*', Resource: '*' },
      ]),
      rolePolicy([{ Sid: 'a', Effect: 'Allow', Action: 's3:*', Resource: '*' }]),
      'high',
      'security',
      'policy-widened',
    ],
    [
      'a policy that grants less',
      'iam_role',
      rolePolicy({ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' }),
      rolePolicy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
      'high',
      'configuration',
      'policy-changed',
    ],
    [
      'a route to the internet added',
      'route_table',
      { Routes: [] },
      { Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }] },
      'high',
      'security',
      'route-to-the-internet',
    ],
    [
      'a network ACL opened',
      'network_acl',
      { Entries: [] },
      {
        Entries: [
          {
            RuleNumber: 90,
            Egress: false,
            Protocol: 6,
            RuleAction: 'allow',
            CidrBlock: '0.0.0.0/0',
            PortRange: { From: 22, To: 22 },
          },
        ],
      },
      'high',
      'security',
      'world-open-remote-access',
    ],
    [
      'a way in opened for the own network',
      'security_group',
      ingress(),
      ingress(tcp(5432, 5432, '10.0.0.0/8')),
      'medium',
      'security',
      'way-in-opened',
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

describe('public addresses', () => {
  it('are seen where there were none, though the vendor gives them, and not when they only moved', () => {
    const drift = only('ec2_instance', { PublicIp: '' }, { PublicIp: '203.0.113.9' });
    expect(drift).toMatchObject({ severity: 'high', type: 'security', rule: 'public-address-appeared' });
    expect(driftsOf('ec2_instance', { PublicIp: '203.0.113.8' }, { PublicIp: '203.0.113.9' })).toEqual([]);
  });
});

describe('traps', () => {
  it.each<[string, string, JsonObject, JsonObject]>([
    ['a flag switched back on', 's3_bucket', block(false), block(true)],
    ['encryption switched on', 'rds_instance', { StorageEncrypted: false }, { StorageEncrypted: true }],
    ['logging switched on', 'cloudtrail_trail', { IsLogging: false }, { IsLogging: true }],
    ['a world-open rule closed', 'security_group', ingress(tcp(22, 22, '0.0.0.0/0')), ingress()],
    [
      'tokens demanded',
      'ec2_instance',
      { MetadataOptions: { HttpTokens: 'optional' } },
      { MetadataOptions: { HttpTokens: 'required' } },
    ],
    [
      'a public policy removed',
      's3_bucket',
      bucketPolicy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }),
      {},
    ],
    [
      'admin rights taken back',
      'iam_role',
      rolePolicy({ Effect: 'Allow', Action: '*', Resource: '*' }),
      rolePolicy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
    ],
  ])('never calls tightening a security drift: %s', (_what, type, before, after) => {
    for (const drift of driftsOf(type, before, after)) expect(drift.type).toBe('configuration');
  });

  it('reads ranges by their length, not by their text', () => {
    expect(only('security_group', ingress(), ingress(tcp(22, 22, '10.0.0.0/0'))).severity).toBe('high');
    expect(only('security_group', ingress(), ingress(tcp(22, 22, '100.0.0.0/8'))).severity).toBe('medium');
    expect(
      only(
        'security_group',
        ingress(),
        ingress({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: '2001:db8::/32' }),
      ).severity,
    ).toBe('medium');
  });

  it('does not see words inside words', () => {
    expect(
      only('lambda_function', { Handler: 'a' }, { Handler: 'fullFallbackAnyAdministrator' }).severity,
    ).toBe('medium');
    expect(only('lambda_function', { Runtime: 'ssh-x' }, { Runtime: 'all' })).toMatchObject({
      type: 'configuration',
    });
  });

  it('does not count a rule that something wider already allowed', () => {
    const wide = { IpProtocol: '-1', CidrIp: '0.0.0.0/0' };
    const drift = only('security_group', ingress(wide), ingress(wide, tcp(22, 22, '0.0.0.0/0')));
    expect(drift.type).toBe('configuration');
  });

  it('keeps a changed description of a rule a change of a description', () => {
    const rule = (Description: string): JsonObject => ({ ...tcp(22, 22, '0.0.0.0/0'), Description });
    expect(only('security_group', ingress(rule('a')), ingress(rule('b')))).toMatchObject({
      severity: 'low',
      type: 'configuration',
    });
  });

  it('understands firewall rules of Google Cloud and Azure', () => {
    const gcp = (range: string): JsonObject => ({
      direction: 'INGRESS',
      allowed: [{ IPProtocol: 'tcp', ports: ['22'] }],
      sourceRanges: [range],
    });
    expect(only('gcp_firewall', gcp('10.0.0.0/8'), gcp('0.0.0.0/0'))).toMatchObject({
      severity: 'high',
      type: 'security',
    });
    const azure = (prefix: string): JsonObject => ({
      properties: {
        securityRules: [
          {
            name: 'r',
            properties: {
              access: 'Allow',
              direction: 'Inbound',
              protocol: 'Tcp',
              sourceAddressPrefix: prefix,
              destinationPortRange: '5432',
            },
          },
        ],
      },
    });
    expect(only('azure_network_security_group', azure('10.0.0.0/8'), azure('*'))).toMatchObject({
      severity: 'critical',
      type: 'security',
    });
  });
});

describe('grouping', () => {
  it('makes one drift per top-level attribute and never mixes severities', () => {
    const before = { ...block(true), ...tags({ env: 'prod' }), InstanceType: 'a' };
    const after = { ...block(false), ...tags({ env: 'test', more: 'x' }), InstanceType: 'b' };
    const drifts = driftsOf('s3_bucket', before, after);
    expect(drifts.map(({ attribute, severity }) => [attribute, severity])).toEqual([
      ['PublicAccessBlockConfiguration', 'critical'],
      ['Tags', 'low'],
      ['InstanceType', 'medium'],
    ]);
    expect(drifts[1]?.changes).toHaveLength(2);
    expect(drifts[1]?.summary).toContain('and 1 more change');
  });

  it('is a compliance drift when a control flips and nothing was weakened', () => {
    const changes = [{ path: 'VisibilityTimeout', change: 'modified' as const, before: 30, after: 60 }];
    const drifts = buildDrifts({
      resource: { type: 'sqs_queue' },
      changes,
      violatedControls: { VisibilityTimeout: ['sqs-1'] },
    });
    expect(drifts[0]).toMatchObject({ type: 'compliance', violatedControlIds: ['sqs-1'] });
  });

  it('says in plain words what happened', () => {
    expect(only('security_group', ingress(), ingress(tcp(22, 22, '0.0.0.0/0'))).summary).toBe(
      'ingress tcp 22 from 0.0.0.0/0 added',
    );
    expect(only('ec2_instance', tags({}), tags({ owner: 'web' })).summary).toMatch(/tag|Tags/);
    expect(only('ec2_instance', tags({ env: 'prod' }), tags({ env: 'test' })).summary).toBe(
      'tag env changed from prod to test',
    );
  });
});

describe('the rules themselves', () => {
  it('have unique ids and sentences, and the last one applies to everything', () => {
    expect(new Set(severityRules.map(({ id }) => id)).size).toBe(severityRules.length);
    for (const { sentence } of severityRules) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(severityRules.at(-1)?.id).toBe('setting-changed');
  });

  it('weakening rules come before the rules that only say low', () => {
    const firstLow = severityRules.findIndex(({ severity }) => severity === 'low');
    expect(severityRules.slice(firstLow).some(({ weakening }) => weakening)).toBe(false);
  });
});
