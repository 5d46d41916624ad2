import { dataLakeBucket } from './build-buckets.ts';
import { ordersDatabase } from './build-databases.ts';
import { deployPolicyName, policyArn } from './build-iam.ts';
import { trailName } from './build-trails.ts';
import { recordEvent, wholeSeconds } from './trail-events.ts';
import type { World } from './world.ts';

/** What an intruder and a careless colleague do to the account, one change each. */
export const changeNames = [
  'public-bucket',
  'open-ssh',
  'backups-off',
  'larger-instance',
  'tag-added',
  'admin-policy',
  'trail-stopped',
] as const;
export type ChangeName = (typeof changeNames)[number];

interface Trace {
  region: string;
  user: string;
  source: string;
  call: string;
  resource: { type: string; name: string };
  parameters: Record<string, unknown>;
}

interface Change {
  /** Changes the world and says what CloudTrail saw, and how to undo it. */
  apply(world: World): { trace: Trace; undo: () => void };
}

const intruder = 'svc-legacy-backup';
const colleague = 'tomas.novak';
const home = 'us-east-1';

function required<T>(record: T | undefined, what: string): T {
  if (record === undefined)
    throw new Error(`The account has no ${what}; scripted changes need the realistic one.`);
  return record;
}

const changes: Record<ChangeName, Change> = {
  'public-bucket': {
    apply: (world) => {
      const bucket = required(world.buckets.get(dataLakeBucket), `bucket ${dataLakeBucket}`);
      const before = bucket.publicAccessBlock;
      bucket.publicAccessBlock = { ...before, BlockPublicAcls: false };
      return {
        undo: () => {
          if (before) bucket.publicAccessBlock = before;
        },
        trace: {
          region: home,
          user: intruder,
          source: 's3.amazonaws.com',
          call: 'PutBucketPublicAccessBlock',
          resource: { type: 'AWS::S3::Bucket', name: bucket.Name },
          parameters: { bucketName: bucket.Name, PublicAccessBlockConfiguration: bucket.publicAccessBlock },
        },
      };
    },
  },

  'open-ssh': {
    apply: (world) => {
      const groups = world.region(home).securityGroups.all();
      const group = required(
        groups.find((one) => one.GroupName === 'sg-web-prod'),
        'security group sg-web-prod',
      );
      const before = group.IpPermissions ?? [];
      const opened = {
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
        Ipv6Ranges: [],
        PrefixListIds: [],
        UserIdGroupPairs: [],
      };
      group.IpPermissions = [...before, opened];
      return {
        undo: () => {
          group.IpPermissions = before;
        },
        trace: {
          region: home,
          user: intruder,
          source: 'ec2.amazonaws.com',
          call: 'AuthorizeSecurityGroupIngress',
          resource: { type: 'AWS::EC2::SecurityGroup', name: group.GroupId ?? '' },
          parameters: {
            groupId: group.GroupId,
            ipProtocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            cidrIp: '0.0.0.0/0',
          },
        },
      };
    },
  },

  'backups-off': {
    apply: (world) => {
      const database = required(
        world.region(home).dbInstances.get(ordersDatabase),
        `database ${ordersDatabase}`,
      );
      const before = { days: database.BackupRetentionPeriod, restorable: database.LatestRestorableTime };
      database.BackupRetentionPeriod = 0;
      // Without automated backups there is no moment to restore to.
      database.LatestRestorableTime = undefined;
      return {
        undo: () => {
          database.BackupRetentionPeriod = before.days;
          database.LatestRestorableTime = before.restorable;
        },
        trace: {
          region: home,
          user: colleague,
          source: 'rds.amazonaws.com',
          call: 'ModifyDBInstance',
          resource: { type: 'AWS::RDS::DBInstance', name: ordersDatabase },
          parameters: {
            dBInstanceIdentifier: ordersDatabase,
            backupRetentionPeriod: 0,
            applyImmediately: true,
          },
        },
      };
    },
  },

  'larger-instance': {
    apply: (world) => {
      const instances = world.region(home).instances.all();
      const named = (name: string) =>
        instances.find((one) => one.Tags?.some((tag) => tag.Key === 'Name' && tag.Value === name));
      const instance = required(named('web-prod-01'), 'instance web-prod-01');
      const before = { type: instance.InstanceType, launched: instance.LaunchTime };
      instance.InstanceType = 't3.xlarge';
      // Changing the type stops and starts the server.
      instance.LaunchTime = wholeSeconds(Date.now());
      return {
        undo: () => {
          instance.InstanceType = before.type;
          instance.LaunchTime = before.launched;
        },
        trace: {
          region: home,
          user: colleague,
          source: 'ec2.amazonaws.com',
          call: 'ModifyInstanceAttribute',
          resource: { type: 'AWS::EC2::Instance', name: instance.InstanceId ?? '' },
          parameters: { instanceId: instance.InstanceId, instanceType: { value: 't3.xlarge' } },
        },
      };
    },
  },

  'tag-added': {
    apply: (world) => {
      const region = 'eu-central-1';
      const volume = required(world.region(region).volumes.page(0, 1)[0], `volume in ${region}`);
      const before = volume.Tags ?? [];
      volume.Tags = [...before, { Key: 'temporary-owner', Value: colleague }];
      return {
        undo: () => {
          volume.Tags = before;
        },
        trace: {
          region,
          user: colleague,
          source: 'ec2.amazonaws.com',
          call: 'CreateTags',
          resource: { type: 'AWS::EC2::Volume', name: volume.VolumeId ?? '' },
          parameters: {
            resourcesSet: { items: [{ resourceId: volume.VolumeId }] },
            tagSet: { items: [{ key: 'temporary-owner', value: colleague }] },
          },
        },
      };
    },
  },

  'admin-policy': {
    apply: (world) => {
      const arn = policyArn(world, deployPolicyName);
      const policy = required(world.iam.policies.get(arn), `policy ${deployPolicyName}`);
      const before = {
        versions: policy.versions,
        current: policy.DefaultVersionId,
        updated: policy.UpdateDate,
      };
      const document = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      });
      const now = wholeSeconds(Date.now());
      policy.versions = [
        { VersionId: 'v2', document, CreateDate: now, isDefault: true },
        ...before.versions.map((version) => ({ ...version, isDefault: false })),
      ];
      policy.DefaultVersionId = 'v2';
      policy.UpdateDate = now;
      return {
        undo: () => {
          policy.versions = before.versions;
          policy.DefaultVersionId = before.current;
          policy.UpdateDate = before.updated;
        },
        trace: {
          region: home,
          user: intruder,
          source: 'iam.amazonaws.com',
          call: 'CreatePolicyVersion',
          resource: { type: 'AWS::IAM::Policy', name: arn },
          parameters: { policyArn: arn, policyDocument: document, setAsDefault: true },
        },
      };
    },
  },

  'trail-stopped': {
    apply: (world) => {
      const trail = required(
        world
          .region(home)
          .trails.all()
          .find((one) => one.Name === trailName),
        `trail ${trailName}`,
      );
      const before = trail.status;
      const now = wholeSeconds(Date.now());
      trail.status = {
        ...before,
        IsLogging: false,
        StopLoggingTime: now,
        TimeLoggingStopped: now.toISOString().replace('.000Z', 'Z'),
      };
      return {
        undo: () => {
          trail.status = before;
        },
        trace: {
          region: home,
          user: intruder,
          source: 'cloudtrail.amazonaws.com',
          call: 'StopLogging',
          resource: { type: 'AWS::CloudTrail::Trail', name: trail.TrailARN ?? '' },
          parameters: { name: trail.TrailARN },
        },
      };
    },
  },
};

function record(world: World, trace: Trace): void {
  const user = world.iam.users.get(trace.user);
  const isIntruder = trace.user === intruder;
  recordEvent(world, {
    region: trace.region,
    source: trace.source,
    call: trace.call,
    resources: [trace.resource],
    parameters: trace.parameters,
    address: isIntruder ? '198.51.100.77' : '203.0.113.24',
    userAgent: isIntruder ? 'aws-cli/2.17.0' : 'console.amazonaws.com',
    username: trace.user,
    identity: {
      type: 'IAMUser',
      principalId: user?.UserId,
      arn: user?.Arn,
      accountId: world.accountId,
      accessKeyId: user?.accessKeys[0]?.AccessKeyId ?? '',
      userName: trace.user,
    },
  });
}

function isChangeName(name: string): name is ChangeName {
  return (changeNames as readonly string[]).includes(name);
}

/** Applies and reverts the scripted changes; applying one twice changes nothing. */
export function createChangeBook(world: World) {
  const applied = new Map<ChangeName, () => void>();
  return {
    apply: (which: readonly string[] = changeNames) => {
      for (const name of which) {
        if (!isChangeName(name))
          throw new Error(`There is no change ${name}; known are ${changeNames.join(', ')}.`);
        if (applied.has(name)) continue;
        const { trace, undo } = changes[name].apply(world);
        applied.set(name, undo);
        record(world, trace);
      }
    },
    revert: () => {
      for (const undo of applied.values()) undo();
      applied.clear();
    },
  };
}
