import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/json.ts';
import { buildDrifts } from './drifts.ts';
import { severityRules } from './severity-rules.ts';
import {
  block,
  bucketPolicy,
  driftsOf,
  ingress,
  only,
  rolePolicy,
  tags,
  tcp,
} from './testing/severity-drafts.ts';

describe('severities beyond the documented ones', () => {
  it.each<[string, string, JsonObject, JsonObject, string, string, string]>([
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
