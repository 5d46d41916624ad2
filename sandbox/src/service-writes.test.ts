import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { callOnce, errorOf } from './sdk-clients.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

const call = (id: string, operation: string, input: object = {}, region = 'us-east-1') =>
  callOnce(sandbox, id, operation, input, region);
const refusal = async (id: string, operation: string, input: object = {}, region = 'us-east-1') =>
  (await errorOf(callOnce(sandbox, id, operation, input, region))).name;
const here = () => sandbox.world.region('us-east-1');

describe('databases', () => {
  test('wait for their window with what needs one, unless told otherwise', async () => {
    const DBInstanceIdentifier = 'catalog-prod';
    const input = { DBInstanceIdentifier, BackupRetentionPeriod: 0 };
    const waiting = (await call('rds', 'ModifyDBInstance', input)) as { DBInstance: object };
    expect(waiting.DBInstance).toMatchObject({ PendingModifiedValues: { BackupRetentionPeriod: 0 } });
    const done = await call('rds', 'ModifyDBInstance', { ...input, ApplyImmediately: true });
    expect(done.DBInstance).toMatchObject({ BackupRetentionPeriod: 0 });
    expect(await refusal('rds', 'ModifyDBInstance', { ...input, BackupRetentionPeriod: 36 })).toBe(
      'InvalidParameterValue',
    );
    const member = here()
      .dbInstances.all()
      .find((one) => one.DBClusterIdentifier)?.DBInstanceIdentifier;
    const owned = { DBInstanceIdentifier: member, DeletionProtection: true };
    expect(await refusal('rds', 'ModifyDBInstance', owned)).toBe('InvalidParameterCombination');
  });

  test('in clusters are changed there, and their snapshots are shared and unshared', async () => {
    const [cluster] = here().dbClusters.all();
    const { DBClusterIdentifier } = cluster ?? {};
    await call('rds', 'ModifyDBCluster', { DBClusterIdentifier, BackupRetentionPeriod: 9 });
    expect(cluster?.BackupRetentionPeriod).toBe(9);
    expect(await refusal('rds', 'ModifyDBCluster', { DBClusterIdentifier, BackupRetentionPeriod: 0 })).toBe(
      'InvalidParameterValue',
    );
    const manual = here()
      .dbSnapshots.all()
      .find(({ SnapshotType }) => SnapshotType === 'manual');
    const input = { DBSnapshotIdentifier: manual?.DBSnapshotIdentifier, AttributeName: 'restore' };
    await call('rds', 'ModifyDBSnapshotAttribute', { ...input, ValuesToAdd: ['all'] });
    expect(manual?.sharedWith).toContain('all');
    await call('rds', 'ModifyDBSnapshotAttribute', { ...input, ValuesToRemove: ['all'] });
    expect(manual?.sharedWith).not.toContain('all');
    const gone = { DBClusterSnapshotIdentifier: 'gone', AttributeName: 'restore', ValuesToAdd: ['all'] };
    expect(await refusal('rds', 'ModifyDBClusterSnapshotAttribute', gone)).toBe(
      'DBClusterSnapshotNotFoundFault',
    );
  });

  test('of DynamoDB get recovery and protection', async () => {
    const [table] = here().dynamoTables.all();
    const TableName = table?.TableName;
    const recovery = (PointInTimeRecoveryEnabled: boolean) => ({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled },
    });
    await call('dynamodb', 'UpdateContinuousBackups', recovery(false));
    await call('dynamodb', 'UpdateContinuousBackups', recovery(true));
    expect(await call('dynamodb', 'DescribeContinuousBackups', { TableName })).toMatchObject({
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 },
      },
    });
    await call('dynamodb', 'UpdateTable', { TableName, DeletionProtectionEnabled: true });
    expect(table?.DeletionProtectionEnabled).toBe(true);
    expect(await refusal('dynamodb', 'UpdateTable', { TableName })).toBe('ValidationException');
  });
});

describe('identities', () => {
  test('have a password policy that is replaced as a whole', async () => {
    await call('iam', 'UpdateAccountPasswordPolicy', { MinimumPasswordLength: 14, MaxPasswordAge: 90 });
    expect(sandbox.world.iam.passwordPolicy).toMatchObject({
      MinimumPasswordLength: 14,
      RequireSymbols: false,
      ExpirePasswords: true,
    });
    expect(await refusal('iam', 'UpdateAccountPasswordPolicy', { MinimumPasswordLength: 5 })).toBe(
      'ValidationError',
    );
    await call('iam', 'DeleteAccountPasswordPolicy');
    expect(await refusal('iam', 'DeleteAccountPasswordPolicy')).toBe('NoSuchEntityException');
  });

  test('lose keys, passwords and policies', async () => {
    const users = sandbox.world.iam.users.all();
    const keeper = users.find(({ accessKeys }) => accessKeys.length > 0);
    const [key] = keeper?.accessKeys ?? [];
    const input = { UserName: keeper?.UserName, AccessKeyId: key?.AccessKeyId, Status: 'Inactive' };
    await call('iam', 'UpdateAccessKey', input);
    expect(key?.Status).toBe('Inactive');
    const other = { ...input, AccessKeyId: 'AKIAXXXXXXXXXXXXXXXX' };
    expect(await refusal('iam', 'UpdateAccessKey', other)).toBe('NoSuchEntityException');
    const UserName = users.find(({ loginProfile }) => loginProfile)?.UserName;
    await call('iam', 'DeleteLoginProfile', { UserName });
    expect(await refusal('iam', 'DeleteLoginProfile', { UserName })).toBe('NoSuchEntityException');
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const GroupName = sandbox.world.iam.groups.all()[0]?.GroupName;
    const RoleName = sandbox.world.iam.roles.all()[0]?.RoleName;
    await call('iam', 'AttachUserPolicy', { UserName, PolicyArn });
    await call('iam', 'AttachGroupPolicy', { GroupName, PolicyArn });
    await call('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
    expect(await call('iam', 'ListAttachedUserPolicies', { UserName })).toMatchObject({
      AttachedPolicies: expect.arrayContaining([{ PolicyName: 'ReadOnlyAccess', PolicyArn }]),
    });
    await call('iam', 'DetachUserPolicy', { UserName, PolicyArn });
    await call('iam', 'DetachGroupPolicy', { GroupName, PolicyArn });
    await call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
    expect(await refusal('iam', 'DetachRolePolicy', { RoleName, PolicyArn })).toBe('NoSuchEntityException');
  });
});

describe('what records and watches', () => {
  test('a trail is changed at home only', async () => {
    const Name = sandbox.world.region('us-east-1').trails.all()[0]?.TrailARN;
    expect(await refusal('cloudtrail', 'UpdateTrail', { Name }, 'eu-central-1')).toBe(
      'InvalidHomeRegionException',
    );
    const off = { Name, EnableLogFileValidation: false };
    expect(await call('cloudtrail', 'UpdateTrail', off)).toMatchObject({ LogFileValidationEnabled: false });
    await call('cloudtrail', 'UpdateTrail', { Name, EnableLogFileValidation: true });
    const contrary = { Name, IncludeGlobalServiceEvents: false };
    expect(await refusal('cloudtrail', 'UpdateTrail', contrary)).toBe('InvalidParameterCombinationException');
  });

  test('a recorder starts only with a channel, and there is one of them', async () => {
    const ConfigurationRecorderName = 'default';
    await call('config', 'StopConfigurationRecorder', { ConfigurationRecorderName });
    expect(here().recorders.get('default')?.status.recording).toBe(false);
    await call('config', 'StartConfigurationRecorder', { ConfigurationRecorderName });
    expect(here().recorders.get('default')?.status.recording).toBe(true);
    const roleARN = here().recorders.get('default')?.roleARN;
    const recorder = { name: 'default', roleARN, recordingGroup: { allSupported: true } };
    await call('config', 'PutConfigurationRecorder', { ConfigurationRecorder: recorder });
    const second = { ConfigurationRecorder: { ...recorder, name: 'second' } };
    expect(await refusal('config', 'PutConfigurationRecorder', second)).toBe(
      'MaxNumberOfConfigurationRecordersExceededException',
    );
  });

  test('a region has one detector', async () => {
    for (const { id } of here().detectors.all())
      await call('guardduty', 'DeleteDetector', { DetectorId: id });
    const { DetectorId } = await call('guardduty', 'CreateDetector', { Enable: true });
    expect(await refusal('guardduty', 'CreateDetector', { Enable: true })).toBe('BadRequestException');
    await call('guardduty', 'UpdateDetector', { DetectorId, Enable: false });
    expect(await call('guardduty', 'GetDetector', { DetectorId })).toMatchObject({ Status: 'DISABLED' });
  });

  test('a log group keeps its events as long as one of the periods that there are', async () => {
    const [group] = here().logGroups.all();
    const { logGroupName } = group ?? {};
    await call('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: 365 });
    expect(group?.retentionInDays).toBe(365);
    expect(await refusal('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: 364 })).toBe(
      'InvalidParameterException',
    );
    await call('logs', 'DeleteRetentionPolicy', { logGroupName });
    expect(group?.retentionInDays).toBeUndefined();
  });

  test('a key is rotated when it can be', async () => {
    const keys = here().keys.all();
    const own = keys.find((key) => key.KeyManager === 'CUSTOMER' && key.KeySpec === 'SYMMETRIC_DEFAULT');
    await call('kms', 'EnableKeyRotation', { KeyId: own?.KeyId, RotationPeriodInDays: 180 });
    expect(await call('kms', 'GetKeyRotationStatus', { KeyId: own?.KeyId })).toMatchObject({
      KeyRotationEnabled: true,
      RotationPeriodInDays: 180,
    });
    await call('kms', 'DisableKeyRotation', { KeyId: own?.KeyId });
    expect(await refusal('kms', 'EnableKeyRotation', { KeyId: 'gone' })).toBe('NotFoundException');
  });
});

describe('policies of what others may use', () => {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*' }] });

  test('of a function are statements that come and go', async () => {
    const [found] = here().functions.all();
    const FunctionName = found?.FunctionName;
    const input = { FunctionName, StatementId: 'everybody', Action: 'lambda:InvokeFunction', Principal: '*' };
    const { Statement } = (await call('lambda', 'AddPermission', input)) as { Statement: string };
    expect(JSON.parse(Statement)).toEqual({
      Sid: 'everybody',
      Effect: 'Allow',
      Principal: '*',
      Action: 'lambda:InvokeFunction',
      Resource: found?.FunctionArn,
    });
    expect(await refusal('lambda', 'AddPermission', input)).toBe('ResourceConflictException');
    const old = { FunctionName, StatementId: 'everybody', RevisionId: 'old' };
    expect(await refusal('lambda', 'RemovePermission', old)).toBe('PreconditionFailedException');
    await call('lambda', 'RemovePermission', { FunctionName, StatementId: 'everybody' });
    expect(await refusal('lambda', 'RemovePermission', { FunctionName, StatementId: 'everybody' })).toBe(
      'ResourceNotFoundException',
    );
  });

  test('of a topic, a queue, a repository and a secret are documents', async () => {
    const TopicArn = here().topics.all()[0]?.TopicArn;
    await call('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue: document });
    expect(await call('sns', 'GetTopicAttributes', { TopicArn })).toMatchObject({
      Attributes: { Policy: document },
    });
    const noPolicy = { TopicArn, AttributeName: 'Policy', AttributeValue: 'none' };
    expect(await refusal('sns', 'SetTopicAttributes', noPolicy)).toBe('InvalidParameterException');
    const queue = here().queues.all()[0];
    const QueueUrl = `${sandbox.endpoint}/${sandbox.accountId}/${queue?.name}`;
    await call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy: document } });
    expect(queue?.attributes.Policy).toBe(document);
    await call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy: '' } });
    expect(queue?.attributes).not.toHaveProperty('Policy');
    const strange = { QueueUrl, Attributes: { Colour: 'red' } };
    expect(await refusal('sqs', 'SetQueueAttributes', strange)).toBe('InvalidAttributeName');
    const { repositoryName } = here().repositories.all()[0] ?? {};
    await call('ecr', 'SetRepositoryPolicy', { repositoryName, policyText: document });
    await call('ecr', 'DeleteRepositoryPolicy', { repositoryName });
    expect(await refusal('ecr', 'DeleteRepositoryPolicy', { repositoryName })).toBe(
      'RepositoryPolicyNotFoundException',
    );
    const SecretId = here().secrets.all()[0]?.ARN;
    await call('secretsmanager', 'PutResourcePolicy', { SecretId, ResourcePolicy: document });
    await call('secretsmanager', 'DeleteResourcePolicy', { SecretId });
    expect(await call('secretsmanager', 'GetResourcePolicy', { SecretId })).not.toHaveProperty(
      'ResourcePolicy',
    );
  });
});

test('a secret rotates by a function, and not without one', async () => {
  const secret = here()
    .secrets.all()
    .find((one) => one.RotationLambdaARN === undefined);
  const SecretId = secret?.ARN;
  expect(await refusal('secretsmanager', 'RotateSecret', { SecretId })).toBe('InvalidRequestException');
  const RotationLambdaARN = here().functions.all()[0]?.FunctionArn;
  const RotationRules = { AutomaticallyAfterDays: 30 };
  const input = { SecretId, RotationLambdaARN, RotationRules, RotateImmediately: false };
  await call('secretsmanager', 'RotateSecret', input);
  expect(secret).toMatchObject({ RotationEnabled: true, RotationLambdaARN });
  await call('secretsmanager', 'CancelRotateSecret', { SecretId });
  expect(secret).toMatchObject({ RotationEnabled: false, RotationLambdaARN });
});

test('repositories and clusters of containers are changed one thing at a time', async () => {
  const repository = here().repositories.all()[0];
  const { repositoryName } = repository ?? {};
  const imageScanningConfiguration = { scanOnPush: true };
  await call('ecr', 'PutImageScanningConfiguration', { repositoryName, imageScanningConfiguration });
  await call('ecr', 'PutImageTagMutability', { repositoryName, imageTagMutability: 'IMMUTABLE' });
  expect(repository).toMatchObject({ imageTagMutability: 'IMMUTABLE', imageScanningConfiguration });
  const cluster = here().eksClusters.all()[0];
  const { name } = cluster ?? {};
  const resourcesVpcConfig = { endpointPublicAccess: true, publicAccessCidrs: ['192.0.2.0/24'] };
  const { update } = (await call('eks', 'UpdateClusterConfig', { name, resourcesVpcConfig })) as {
    update: { id: string };
  };
  expect(await call('eks', 'DescribeUpdate', { name, updateId: update.id })).toMatchObject({
    update: { status: 'Successful' },
  });
  expect(cluster?.resourcesVpcConfig).toMatchObject(resourcesVpcConfig);
  expect(await refusal('eks', 'UpdateClusterConfig', { name, resourcesVpcConfig })).toBe(
    'InvalidParameterException',
  );
  const both = { name, resourcesVpcConfig, deletionProtection: true };
  expect(await refusal('eks', 'UpdateClusterConfig', both)).toBe('InvalidParameterException');
  expect(await refusal('eks', 'UpdateClusterConfig', { name: 'gone', deletionProtection: true })).toBe(
    'ResourceNotFoundException',
  );
});
