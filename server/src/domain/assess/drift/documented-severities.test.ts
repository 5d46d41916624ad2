import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { openDriftDesk } from '../../../../test/drift-desk.ts';
import type { JsonObject } from '../../../core/json.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';

/** The rows that the product documents, from an observation to what a person sees. */
type Row = [what: string, type: string, before: JsonObject, after: JsonObject, seen: string[]];

const blocks = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};
const rule = (FromPort: number, ToPort: number, CidrIp: string, IpProtocol = 'tcp') => ({
  IpProtocol,
  FromPort,
  ToPort,
  CidrIp,
});
const internal = rule(443, 443, '10.0.0.0/8');
const ingress = (...rules: JsonObject[]) => ({ GroupName: 'web', SecurityGroupIngress: rules });
const bucket = (more: JsonObject) => ({ BucketName: 'b', ...more });
const instance = (more: JsonObject) => ({ InstanceType: 't3.medium', ...more });
const tag = (Key: string, Value = 'x') => ({ Key, Value });
const world = '0.0.0.0/0';

const rows: Row[] = [
  [
    'a tag that was added',
    'ec2_instance',
    instance({}),
    instance({ Tags: [tag('a')] }),
    ['low configuration Tags'],
  ],
  [
    'a tag that was removed',
    'ec2_instance',
    instance({ Tags: [tag('a')] }),
    instance({}),
    ['low configuration Tags'],
  ],
  [
    'a tag that the organisation demands and that was removed',
    'ec2_instance',
    instance({ Tags: [tag('owner')] }),
    instance({}),
    ['medium configuration Tags'],
  ],
  [
    'another instance type',
    'ec2_instance',
    instance({}),
    { InstanceType: 't3.large' },
    ['medium configuration InstanceType'],
  ],
  [
    'port 22 opened to the world',
    'security_group',
    ingress(internal),
    ingress(internal, rule(22, 22, world)),
    ['high security SecurityGroupIngress'],
  ],
  [
    'port 22 opened to the world of IPv6',
    'security_group',
    ingress(internal),
    ingress(internal, { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: '::/0' }),
    ['high security SecurityGroupIngress'],
  ],
  [
    'all ports opened to the world',
    'security_group',
    ingress(internal),
    ingress(internal, { IpProtocol: '-1', CidrIp: world }),
    ['critical security SecurityGroupIngress'],
  ],
  [
    'a database port opened to the world',
    'security_group',
    ingress(internal),
    ingress(internal, rule(5432, 5432, world)),
    ['critical security SecurityGroupIngress'],
  ],
  [
    'a web port opened to the world',
    'security_group',
    ingress(internal),
    ingress(internal, rule(443, 443, world)),
    ['medium security SecurityGroupIngress'],
  ],
  [
    'port 22 closed again',
    'security_group',
    ingress(internal, rule(22, 22, world)),
    ingress(internal),
    ['medium configuration SecurityGroupIngress'],
  ],
  ...Object.keys(blocks).map(
    (flag): Row => [
      `${flag} switched off`,
      's3_bucket',
      bucket({ PublicAccessBlockConfiguration: blocks }),
      bucket({ PublicAccessBlockConfiguration: { ...blocks, [flag]: false } }),
      ['critical security PublicAccessBlockConfiguration'],
    ],
  ),
  [
    'BlockPublicAcls switched on',
    's3_bucket',
    bucket({ PublicAccessBlockConfiguration: { ...blocks, BlockPublicAcls: false } }),
    bucket({ PublicAccessBlockConfiguration: blocks }),
    ['low configuration PublicAccessBlockConfiguration'],
  ],
  [
    'encryption of a database switched off',
    'rds_instance',
    { DBInstanceIdentifier: 'd', StorageEncrypted: true },
    { DBInstanceIdentifier: 'd', StorageEncrypted: false },
    ['critical security StorageEncrypted'],
  ],
  [
    'backups switched off',
    'rds_instance',
    { DBInstanceIdentifier: 'd', BackupRetentionPeriod: 7 },
    { DBInstanceIdentifier: 'd', BackupRetentionPeriod: 0 },
    ['high configuration BackupRetentionPeriod'],
  ],
  [
    'versioning suspended',
    's3_bucket',
    bucket({ VersioningConfiguration: { Status: 'Enabled' } }),
    bucket({ VersioningConfiguration: { Status: 'Suspended' } }),
    ['medium configuration VersioningConfiguration'],
  ],
  [
    'only what is excluded',
    'ec2_instance',
    instance({ LaunchTime: '2026-01-01T00:00:00Z', PrivateIp: '10.0.0.1', PrivateDnsName: 'a' }),
    instance({ LaunchTime: '2026-02-01T00:00:00Z', PrivateIp: '10.0.0.2', PrivateDnsName: 'b' }),
    [],
  ],
  [
    'only the order of rules and tags',
    'security_group',
    { ...ingress(internal, rule(80, 80, '10.0.0.0/8')), Tags: [tag('a'), tag('b')] },
    { ...ingress(rule(80, 80, '10.0.0.0/8'), internal), Tags: [tag('b'), tag('a')] },
    [],
  ],
];

describeOnEachEngine('documented severities', (open) => {
  let app: Composed;
  const time = { now: new Date('2026-05-01T00:00:00Z') };
  const seen = new Map<string, string[]>();

  /** All rows in one account: two observations of each type and one detection. */
  beforeAll(async () => {
    app = await composeForTests(await open(), { clock: { now: () => time.now } });
    const desk = await openDriftDesk(app, time, ['owner']);
    for (const side of [2, 3] as const) {
      for (const type of new Set(rows.map((row) => row[1]))) {
        await desk.see(
          type,
          rows.filter((row) => row[1] === type).map((row) => ({ name: row[0], configuration: row[side] })),
        );
      }
    }
    expect((await desk.detect()).counts.evaluated).toBe(rows.length);
    for (const drift of await desk.drifts({ per_page: '100' })) {
      const words = `${drift.severity} ${drift.drift_type} ${drift.attribute}`;
      seen.set(drift.resource_name, [...(seen.get(drift.resource_name) ?? []), words]);
    }
  });
  afterAll(async () => await app?.stop());

  it.each(rows)('%s', (what, _type, _before, _after, expected) => {
    expect(seen.get(what) ?? []).toEqual(expected);
  });
});
