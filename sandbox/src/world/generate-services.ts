import type { Network } from './build-network.ts';
import type { Counts } from './generate.ts';
import { dateOf, indexOfName, nameOf, teamOf } from './generated-ids.ts';
import { arn, type Site, standardTags, tagList } from './site.ts';
import { createGeneratedTable } from './table.ts';

/** Log groups, functions, databases, queues and their like of one region, computed on demand. */
export function generatedServices(site: Site, network: Network, keyId: string, counts: Counts): void {
  const { region, world, plan } = site;
  const tags = (name: string, index: number) => standardTags(name, plan.stage, teamOf(index));

  region.logGroups = createGeneratedTable({
    size: counts.logGroups,
    keyOf: (group) => group.logGroupName ?? '',
    indexOf: indexOfName('/app/service'),
    make: (index) => {
      const name = nameOf('/app/service', index);
      return {
        logGroupName: name,
        creationTime: dateOf(index).getTime(),
        retentionInDays: 30,
        metricFilterCount: 0,
        arn: arn(site, 'logs', `log-group:${name}:*`),
        logGroupArn: arn(site, 'logs', `log-group:${name}`),
        storedBytes: index * 1024,
        logGroupClass: 'STANDARD',
        tags: tags(name, index),
      };
    },
  });

  region.functions = createGeneratedTable({
    size: counts.functions,
    keyOf: (one) => one.FunctionName ?? '',
    indexOf: indexOfName('function'),
    make: (index) => {
      const FunctionName = nameOf('function', index);
      return {
        FunctionName,
        FunctionArn: arn(site, 'lambda', `function:${FunctionName}`),
        Runtime: index % 10 === 0 ? 'python3.9' : 'nodejs22.x',
        Role: `arn:aws:iam::${world.accountId}:role/${nameOf('role', index)}`,
        Handler: 'index.handler',
        CodeSize: 100_000 + index,
        Description: '',
        Timeout: 30,
        MemorySize: 256,
        LastModified: `${dateOf(index).toISOString().slice(0, 19)}.000+0000`,
        CodeSha256: Buffer.from(FunctionName.padEnd(32, '-')).toString('base64'),
        Version: '$LATEST',
        TracingConfig: { Mode: 'PassThrough' },
        PackageType: 'Zip',
        Architectures: ['arm64'],
        EphemeralStorage: { Size: 512 },
        State: 'Active',
        LastUpdateStatus: 'Successful',
        LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${FunctionName}` },
        tags: tags(FunctionName, index),
      };
    },
  });

  region.dbInstances = createGeneratedTable({
    size: counts.dbInstances,
    keyOf: (one) => one.DBInstanceIdentifier ?? '',
    indexOf: indexOfName('db'),
    make: (index) => {
      const DBInstanceIdentifier = nameOf('db', index);
      return {
        DBInstanceIdentifier,
        DBInstanceArn: arn(site, 'rds', `db:${DBInstanceIdentifier}`),
        DBInstanceClass: 'db.t4g.medium',
        DBInstanceStatus: 'available',
        Engine: 'postgres',
        EngineVersion: '16.4',
        MasterUsername: 'app_admin',
        Endpoint: { Address: `${DBInstanceIdentifier}.${region.name}.rds.amazonaws.com`, Port: 5432 },
        AllocatedStorage: 100,
        StorageType: 'gp3',
        StorageEncrypted: true,
        KmsKeyId: keyId,
        BackupRetentionPeriod: 7,
        MultiAZ: index % 2 === 0,
        PubliclyAccessible: false,
        DeletionProtection: true,
        AutoMinorVersionUpgrade: true,
        CopyTagsToSnapshot: true,
        IAMDatabaseAuthenticationEnabled: true,
        InstanceCreateTime: dateOf(index),
        LatestRestorableTime: dateOf(index),
        VpcSecurityGroups: [{ VpcSecurityGroupId: network.groups.database, Status: 'active' }],
        PendingModifiedValues: {},
        TagList: tagList(tags(DBInstanceIdentifier, index)),
      };
    },
  });

  region.topics = createGeneratedTable({
    size: counts.topics,
    keyOf: (topic) => topic.TopicArn,
    indexOf: indexOfName('topic'),
    make: (index) => {
      const name = nameOf('topic', index);
      const TopicArn = arn(site, 'sns', name);
      return {
        TopicArn,
        attributes: { TopicArn, Owner: world.accountId, DisplayName: name, SubscriptionsConfirmed: '0' },
        tags: tags(name, index),
        subscriptions: [],
      };
    },
  });

  region.queues = createGeneratedTable({
    size: counts.queues,
    keyOf: (queue) => queue.name,
    indexOf: indexOfName('queue'),
    make: (index) => {
      const name = nameOf('queue', index);
      return {
        name,
        attributes: {
          QueueArn: arn(site, 'sqs', name),
          CreatedTimestamp: String(dateOf(index).getTime() / 1000),
          VisibilityTimeout: '30',
          MaximumMessageSize: '262144',
          MessageRetentionPeriod: '345600',
          DelaySeconds: '0',
          SqsManagedSseEnabled: 'true',
        },
        tags: tags(name, index),
      };
    },
  });

  region.secrets = createGeneratedTable({
    size: counts.secrets,
    keyOf: (secret) => secret.Name ?? '',
    indexOf: indexOfName('app/secret'),
    make: (index) => {
      const Name = nameOf('app/secret', index);
      return {
        Name,
        ARN: arn(site, 'secretsmanager', `secret:${Name}-abcdef`),
        Description: '',
        KmsKeyId: keyId,
        RotationEnabled: false,
        CreatedDate: dateOf(index),
        LastChangedDate: dateOf(index),
        LastAccessedDate: dateOf(index),
        Tags: tagList(tags(Name, index)),
      };
    },
  });

  region.autoScalingGroups = createGeneratedTable({
    size: counts.autoScalingGroups,
    keyOf: (group) => group.AutoScalingGroupName ?? '',
    indexOf: indexOfName('fleet'),
    make: (index) => {
      const AutoScalingGroupName = nameOf('fleet', index);
      return {
        AutoScalingGroupName,
        AutoScalingGroupARN: arn(
          site,
          'autoscaling',
          `autoScalingGroup:${index}:autoScalingGroupName/${AutoScalingGroupName}`,
        ),
        MinSize: 1,
        MaxSize: 4,
        DesiredCapacity: 2,
        DefaultCooldown: 300,
        AvailabilityZones: plan.zones.map((zone) => `${region.name}${zone}`),
        HealthCheckType: 'EC2',
        HealthCheckGracePeriod: 300,
        CreatedTime: dateOf(index),
        VPCZoneIdentifier: network.privateSubnets.join(','),
        Instances: [],
        Tags: tagList(tags(AutoScalingGroupName, index)).map((tag) => ({
          ...tag,
          ResourceId: AutoScalingGroupName,
          ResourceType: 'auto-scaling-group',
          PropagateAtLaunch: true,
        })),
        TerminationPolicies: ['Default'],
        NewInstancesProtectedFromScaleIn: false,
      };
    },
  });
}
