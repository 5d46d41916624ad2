import type { Identities } from './create-identities.ts';
import type { Network } from './create-network.ts';
import { type Aws, type Expected, policy, tagList, text } from './sdk.ts';

type Expect = (type: string, id: string, configuration: object) => void;
const expecting =
  (aws: Aws, into: Expected[]): Expect =>
  (type, id, configuration) =>
    void into.push({ type, region: aws.region, id, configuration });

export const bucketName = (aws: Aws, purpose: string): string => `acme-${purpose}-${aws.region}`;

/** Keys first: others are encrypted with them. */
export async function createKeys(aws: Aws): Promise<{ keyArn: string; expected: Expected[] }> {
  const expected: Expected[] = [];
  const expect = expecting(aws, expected);
  const made = await aws.send('kms:CreateKey', {
    Description: 'data key',
    Tags: [{ TagKey: 'team', TagValue: 'shop' }],
  });
  const keyArn = text(made, 'KeyMetadata.Arn');
  const keyId = text(made, 'KeyMetadata.KeyId');
  await aws.send('kms:EnableKeyRotation', { KeyId: keyId });
  await aws.send('kms:CreateAlias', { AliasName: 'alias/data', TargetKeyId: keyId });
  expect('kms_key', keyId, {
    Description: 'data key',
    Enabled: true,
    KeyState: 'Enabled',
    EnableKeyRotation: true,
    Aliases: ['alias/data'],
    KeyManager: 'CUSTOMER',
    Tags: tagList({ team: 'shop' }),
  });
  const spare = text(await aws.send('kms:CreateKey', { Description: 'spare' }), 'KeyMetadata.KeyId');
  expect('kms_key', spare, { Description: 'spare', EnableKeyRotation: false, KeySpec: 'SYMMETRIC_DEFAULT' });
  return { keyArn, expected };
}

export async function createBuckets(aws: Aws, keyArn: string): Promise<Expected[]> {
  const expected: Expected[] = [];
  const expect = expecting(aws, expected);
  const create = async (purpose: string): Promise<string> => {
    const Bucket = bucketName(aws, purpose);
    const place = { CreateBucketConfiguration: { LocationConstraint: aws.region } };
    await aws.send('s3:CreateBucket', { Bucket, ...(aws.region === 'us-east-1' ? {} : place) });
    return Bucket;
  };
  const logs = await create('logs');
  const data = await create('data');
  await create('scratch');
  const everything = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  await aws.send('s3:PutPublicAccessBlock', { Bucket: data, PublicAccessBlockConfiguration: everything });
  await aws.send('s3:PutBucketVersioning', { Bucket: data, VersioningConfiguration: { Status: 'Enabled' } });
  await aws.send('s3:PutBucketEncryption', {
    Bucket: data,
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
          BucketKeyEnabled: true,
        },
      ],
    },
  });
  await aws.send('s3:PutBucketTagging', { Bucket: data, Tagging: { TagSet: tagList({ env: 'prod' }) } });
  await aws.send('s3:PutBucketLifecycleConfiguration', {
    Bucket: data,
    LifecycleConfiguration: {
      Rules: [{ ID: 'old', Status: 'Enabled', Filter: { Prefix: 'tmp/' }, Expiration: { Days: 30 } }],
    },
  });
  const onlyTls = policy({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: `arn:aws:s3:::${data}/*`,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  await aws.send('s3:PutBucketPolicy', { Bucket: data, Policy: onlyTls });
  const onlyFrom = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } };
  await aws.send('s3:PutBucketPolicy', {
    Bucket: logs,
    Policy: policy({ ...onlyFrom, Action: 's3:PutObject', Resource: `arn:aws:s3:::${logs}/*` }),
  });
  expect('s3_bucket', data, {
    BucketName: data,
    PublicAccessBlockConfiguration: everything,
    VersioningConfiguration: { Status: 'Enabled' },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
        },
      ],
    },
    LifecycleConfiguration: {
      Rules: [{ Id: 'old', Status: 'Enabled', Prefix: 'tmp/', ExpirationInDays: 30 }],
    },
    BucketPolicy: JSON.parse(onlyTls) as object,
    Tags: tagList({ env: 'prod' }),
  });
  expect('s3_bucket', logs, { BucketName: logs });
  expect('s3_bucket', bucketName(aws, 'scratch'), { Arn: `arn:aws:s3:::${bucketName(aws, 'scratch')}` });
  return expected;
}

export async function createDatabases(aws: Aws, network: Network, keyArn: string): Promise<Expected[]> {
  const expected: Expected[] = [];
  const expect = expecting(aws, expected);
  await aws.send('rds:CreateDBSubnetGroup', {
    DBSubnetGroupName: 'db',
    DBSubnetGroupDescription: 'db',
    SubnetIds: [network.publicSubnet, network.privateSubnet],
  });
  const instance = {
    DBInstanceClass: 'db.t3.medium',
    Engine: 'postgres',
    EngineVersion: '15.4',
    AllocatedStorage: 50,
    MasterUsername: 'app',
    MasterUserPassword: 'S0mething-Long',
    DBSubnetGroupName: 'db',
    VpcSecurityGroupIds: [network.databaseGroup],
    StorageEncrypted: true,
    KmsKeyId: keyArn,
    BackupRetentionPeriod: 7,
    PubliclyAccessible: false,
    DeletionProtection: true,
    CopyTagsToSnapshot: true,
  };
  for (const name of ['orders', 'stock']) {
    await aws.send('rds:CreateDBInstance', {
      ...instance,
      DBInstanceIdentifier: name,
      Tags: tagList({ team: 'shop' }),
    });
    expect('rds_instance', name, {
      DBInstanceClass: 'db.t3.medium',
      Engine: 'postgres',
      AllocatedStorage: '50',
      StorageEncrypted: true,
      KmsKeyId: keyArn,
      BackupRetentionPeriod: 7,
      PubliclyAccessible: false,
      DeletionProtection: true,
      VPCSecurityGroups: [network.databaseGroup],
      DBSubnetGroupName: 'db',
      Tags: tagList({ team: 'shop' }),
    });
  }
  await aws.send('rds:CreateDBCluster', {
    DBClusterIdentifier: 'ledger',
    Engine: 'aurora-postgresql',
    MasterUsername: 'app',
    MasterUserPassword: 'S0mething-Long',
    StorageEncrypted: true,
    KmsKeyId: keyArn,
    DeletionProtection: true,
    BackupRetentionPeriod: 5,
  });
  expect('rds_cluster', 'ledger', {
    Engine: 'aurora-postgresql',
    StorageEncrypted: true,
    DeletionProtection: true,
    BackupRetentionPeriod: 5,
  });
  await aws.send('rds:CreateDBSnapshot', {
    DBInstanceIdentifier: 'orders',
    DBSnapshotIdentifier: 'orders-before',
  });
  await aws.send('rds:CreateDBClusterSnapshot', {
    DBClusterIdentifier: 'ledger',
    DBClusterSnapshotIdentifier: 'ledger-before',
  });
  expect('rds_snapshot', 'orders-before', {
    DBInstanceIdentifier: 'orders',
    Encrypted: true,
    SnapshotType: 'manual',
  });
  expect('rds_snapshot', 'ledger-before', { DBClusterIdentifier: 'ledger', SnapshotType: 'manual' });

  for (const name of ['carts', 'sessions']) {
    await aws.send('dynamodb:CreateTable', {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: keyArn },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      Tags: tagList({ team: 'shop' }),
    });
    await aws.send('dynamodb:UpdateContinuousBackups', {
      TableName: name,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    await aws.send('dynamodb:UpdateTimeToLive', {
      TableName: name,
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
    });
    expect('dynamodb_table', name, {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: keyArn },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      Tags: tagList({ team: 'shop' }),
    });
  }
  return expected;
}

export async function createServices(
  aws: Aws,
  parts: { network: Network; identities: Identities; keyArn: string },
): Promise<Expected[]> {
  const { network, identities, keyArn } = parts;
  const expected: Expected[] = [];
  const expect = expecting(aws, expected);
  const account = `${aws.region}:${aws.accountId}`;

  await aws.send('sns:CreateTopic', {
    Name: 'alarms',
    Attributes: { KmsMasterKeyId: keyArn, DisplayName: 'Alarms' },
  });
  await aws.send('sns:CreateTopic', { Name: 'orders.fifo', Attributes: { FifoTopic: 'true' } });
  expect('sns_topic', 'alarms', {
    TopicArn: `arn:aws:sns:${account}:alarms`,
    KmsMasterKeyId: keyArn,
    DisplayName: 'Alarms',
  });
  expect('sns_topic', 'orders.fifo', { FifoTopic: true });

  await aws.send('sqs:CreateQueue', {
    QueueName: 'orders',
    Attributes: { VisibilityTimeout: '60', KmsMasterKeyId: keyArn },
    tags: { team: 'shop' },
  });
  await aws.send('sqs:CreateQueue', { QueueName: 'events.fifo', Attributes: { FifoQueue: 'true' } });
  expect('sqs_queue', 'orders', {
    VisibilityTimeout: 60,
    KmsMasterKeyId: keyArn,
    Tags: tagList({ team: 'shop' }),
  });
  expect('sqs_queue', 'events.fifo', { FifoQueue: true });

  for (const name of ['/app/web', '/app/worker']) {
    await aws.send('cloudwatch-logs:CreateLogGroup', {
      logGroupName: name,
      kmsKeyId: keyArn,
      tags: { team: 'shop' },
    });
    await aws.send('cloudwatch-logs:PutRetentionPolicy', { logGroupName: name, retentionInDays: 90 });
    expect('cloudwatch_log_group', name, {
      RetentionInDays: 90,
      KmsKeyId: keyArn,
      Tags: tagList({ team: 'shop' }),
    });
  }

  for (const name of ['db', 'token']) {
    await aws.send('secrets-manager:CreateSecret', {
      Name: name,
      Description: `the ${name}`,
      SecretString: 'never read',
      KmsKeyId: keyArn,
      Tags: tagList({ team: 'shop' }),
    });
    expect('secrets_manager_secret', name, {
      Name: name,
      Description: `the ${name}`,
      KmsKeyId: keyArn,
      Tags: tagList({ team: 'shop' }),
    });
  }

  for (const name of ['shop/web', 'shop/worker']) {
    await aws.send('ecr:CreateRepository', {
      repositoryName: name,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: keyArn },
      tags: tagList({ team: 'shop' }),
    });
    expect('ecr_repository', name, {
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
      EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: keyArn },
    });
  }

  for (const name of ['shop', 'batch']) {
    await aws.send('ecs:CreateCluster', {
      clusterName: name,
      settings: [{ name: 'containerInsights', value: 'enabled' }],
      tags: [{ key: 'team', value: 'shop' }],
    });
    expect('ecs_cluster', name, {
      ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }],
      Tags: tagList({ team: 'shop' }),
    });
  }

  await aws.send('eks:CreateCluster', {
    name: 'shop',
    version: '1.29',
    roleArn: `arn:aws:iam::${aws.accountId}:role/cluster`,
    resourcesVpcConfig: { subnetIds: [network.publicSubnet, network.privateSubnet] },
    tags: { team: 'shop' },
  });
  expect('eks_cluster', 'shop', {
    Version: '1.29',
    RoleArn: `arn:aws:iam::${aws.accountId}:role/cluster`,
    ResourcesVpcConfig: { SubnetIds: [network.publicSubnet, network.privateSubnet] },
    Tags: tagList({ team: 'shop' }),
  });

  for (const name of ['orders', 'mails']) {
    await aws.send('lambda:CreateFunction', {
      FunctionName: name,
      Runtime: 'python3.12',
      Handler: 'main.handler',
      Role: identities.lambdaRole,
      Code: { ZipFile: emptyZip },
      MemorySize: 256,
      Timeout: 10,
      Environment: { Variables: { TABLE: 'carts', TOKEN: 'never shown' } },
      Tags: { team: 'shop' },
    });
    expect('lambda_function', name, {
      Runtime: 'python3.12',
      Handler: 'main.handler',
      Role: identities.lambdaRole,
      MemorySize: 256,
      Timeout: 10,
      Environment: { VariableNames: ['TABLE', 'TOKEN'] },
      Tags: tagList({ team: 'shop' }),
    });
  }

  const logs = bucketName(aws, 'logs');
  await aws.send('cloudtrail:CreateTrail', {
    Name: `audit-${aws.region}`,
    S3BucketName: logs,
    EnableLogFileValidation: true,
    IncludeGlobalServiceEvents: true,
    TagsList: tagList({ team: 'security' }),
  });
  await aws.send('cloudtrail:StartLogging', { Name: `audit-${aws.region}` });
  expect('cloudtrail_trail', `audit-${aws.region}`, {
    S3BucketName: logs,
    IsLogging: true,
    EnableLogFileValidation: true,
    IsMultiRegionTrail: false,
    HomeRegion: aws.region,
  });
  await aws.send('config-service:PutConfigurationRecorder', {
    ConfigurationRecorder: {
      name: 'default',
      roleARN: `arn:aws:iam::${aws.accountId}:role/config`,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    },
  });
  await aws.send('config-service:PutDeliveryChannel', {
    DeliveryChannel: { name: 'default', s3BucketName: logs },
  });
  await aws.send('config-service:StartConfigurationRecorder', { ConfigurationRecorderName: 'default' });
  expect('config_recorder', 'default', {
    RoleARN: `arn:aws:iam::${aws.accountId}:role/config`,
    RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true },
    ConfigurationRecorderStatus: { Recording: true },
    DeliveryChannels: [{ Name: 'default', S3BucketName: logs }],
  });
  return expected;
}

/** A zip archive with nothing in it: only the end record. */
const emptyZip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
