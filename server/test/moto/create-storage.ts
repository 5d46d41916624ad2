import { bucketName } from './create-data.ts';
import type { Network } from './create-network.ts';
import { type Aws, type Expected, tagList, text } from './sdk.ts';

const block = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: false,
};

/** What is decided once for the whole account. */
export async function settleAccount(aws: Aws): Promise<Expected[]> {
  const { accountId } = aws;
  await aws.send('s3-control:PutPublicAccessBlock', {
    AccountId: accountId,
    PublicAccessBlockConfiguration: block,
  });
  const configuration = { PublicAccessBlockConfiguration: block };
  return [{ type: 's3_account_settings', region: 'global', id: `S3 settings ${accountId}`, configuration }];
}

/** File systems, backups, certificates, streams, parameters, documents and access points of a region. */
export async function createStorage(aws: Aws, network: Network, keyArn: string): Promise<Expected[]> {
  const expected: Expected[] = [];
  const expect = (type: string, id: string, configuration: object): void =>
    void expected.push({ type, region: aws.region, id, configuration });

  const Tags = tagList({ Name: 'uploads' });
  const made = await aws.send('efs:CreateFileSystem', {
    CreationToken: 'uploads',
    Encrypted: true,
    KmsKeyId: keyArn,
    Backup: true,
    Tags,
  });
  const FileSystemId = text(made, 'FileSystemId');
  await aws.send('efs:CreateMountTarget', { FileSystemId, SubnetId: network.privateSubnet });
  const PosixUser = { Uid: 1000, Gid: 1000 };
  const RootDirectory = { Path: '/app' };
  await aws.send('efs:CreateAccessPoint', { ClientToken: 'app', FileSystemId, PosixUser, RootDirectory });
  expect('efs_file_system', 'uploads', {
    Encrypted: true,
    KmsKeyId: keyArn,
    BackupPolicy: { Status: 'ENABLED' },
    MountTargets: [{ SubnetId: network.privateSubnet }],
    AccessPoints: [{ PosixUser, RootDirectory }],
    Tags,
  });

  await aws.send('backup:CreateBackupVault', { BackupVaultName: 'nightly', EncryptionKeyArn: keyArn });
  expect('backup_vault', 'nightly', { EncryptionKeyArn: keyArn, Locked: false });
  await aws.send('backup:CreateBackupPlan', {
    BackupPlan: {
      BackupPlanName: 'nightly',
      Rules: [
        { RuleName: 'daily', TargetBackupVaultName: 'nightly', ScheduleExpression: 'cron(0 3 ? * * *)' },
      ],
    },
  });
  expect('backup_plan', 'nightly', {
    BackupPlan: {
      BackupPlanRule: [
        { RuleName: 'daily', TargetBackupVault: 'nightly', ScheduleExpression: 'cron(0 3 ? * * *)' },
      ],
    },
  });
  await aws.send('backup:CreateReportPlan', {
    ReportPlanName: 'jobs',
    ReportDeliveryChannel: { S3BucketName: bucketName(aws, 'logs') },
    ReportSetting: { ReportTemplate: 'BACKUP_JOB_REPORT' },
  });
  expect('backup_report_plan', 'jobs', {
    ReportDeliveryChannel: { S3BucketName: bucketName(aws, 'logs') },
    ReportSetting: { ReportTemplate: 'BACKUP_JOB_REPORT' },
  });

  await aws.send('acm:RequestCertificate', {
    DomainName: 'shop.example',
    ValidationMethod: 'DNS',
    Tags: tagList({ team: 'shop' }),
  });
  expect('acm_certificate', 'shop.example', {
    Type: 'AMAZON_ISSUED',
    ValidationMethod: 'DNS',
    CertificateTransparencyLoggingPreference: 'ENABLED',
    Tags: tagList({ team: 'shop' }),
  });

  await aws.send('kinesis:CreateStream', { StreamName: 'clicks', ShardCount: 2 });
  await aws.send('kinesis:StartStreamEncryption', {
    StreamName: 'clicks',
    EncryptionType: 'KMS',
    KeyId: keyArn,
  });
  expect('kinesis_stream', 'clicks', {
    RetentionPeriodHours: 24,
    ShardCount: 2,
    StreamEncryption: { EncryptionType: 'KMS', KeyId: keyArn },
  });

  await aws.send('ssm:PutParameter', {
    Name: '/shop/password',
    Value: 'never read',
    Type: 'SecureString',
    KeyId: keyArn,
    Tags: tagList({ team: 'shop' }),
  });
  expect('ssm_parameter', '/shop/password', {
    Type: 'SecureString',
    KeyId: keyArn,
    Tags: tagList({ team: 'shop' }),
  });
  await aws.send('ssm:CreateDocument', {
    Name: 'restart-shop',
    DocumentType: 'Command',
    DocumentFormat: 'JSON',
    Content: JSON.stringify({
      schemaVersion: '2.2',
      description: 'Restart',
      mainSteps: [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: ['true'] } }],
    }),
  });
  await aws.send('ssm:ModifyDocumentPermission', {
    Name: 'restart-shop',
    PermissionType: 'Share',
    AccountIdsToAdd: ['all'],
  });
  expect('ssm_document', 'restart-shop', { DocumentType: 'Command', AccountIds: ['all'] });

  return expected;
}
