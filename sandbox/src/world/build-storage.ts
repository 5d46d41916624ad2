import { dataKey, keyArn } from './build-keys.ts';
import { createRandom } from './random.ts';
import { enabledRegions } from './region-names.ts';
import { arn, company, newId, plans, type Site, standardTags, tagList } from './site.ts';
import type { StoredFileSystem } from './storage-records.ts';
import type { World } from './world.ts';

/** The two first subnets of the company's own networks, with or without public addresses. */
function subnetsOf(site: Site, isPublic: boolean): string[] {
  return site.region.subnets
    .all()
    .filter((subnet) => subnet.DefaultForAz !== true && (subnet.MapPublicIpOnLaunch === true) === isPublic)
    .slice(0, 2)
    .map((subnet) => subnet.SubnetId ?? '');
}

function addFileSystem(site: Site, name: string, isGood: boolean): void {
  const { random, region, world, plan } = site;
  const OwnerId = world.accountId;
  const FileSystemId = newId(random, 'fs');
  const FileSystemArn = arn(site, 'elasticfilesystem', `file-system/${FileSystemId}`);
  const AccessPointId = newId(random, 'fsap');
  const mountTargets = subnetsOf(site, !isGood).map((SubnetId) => ({
    OwnerId,
    MountTargetId: newId(random, 'fsmt'),
    FileSystemId,
    SubnetId,
    LifeCycleState: 'available' as const,
    IpAddress: `10.0.${random.below(200)}.${random.below(200)}`,
    NetworkInterfaceId: newId(random, 'eni'),
    AvailabilityZoneName: region.subnets.get(SubnetId)?.AvailabilityZone,
    VpcId: region.subnets.get(SubnetId)?.VpcId,
  }));
  const good: Partial<StoredFileSystem> = {
    KmsKeyId: keyArn(site, dataKey),
    backup: 'ENABLED',
    policy: tlsOnly(FileSystemArn, OwnerId),
  };
  region.fileSystems.put({
    OwnerId,
    CreationToken: random.uuid(),
    FileSystemId,
    FileSystemArn,
    CreationTime: random.dateAgo(100, 900),
    LifeCycleState: 'available',
    Name: name,
    NumberOfMountTargets: mountTargets.length,
    SizeInBytes: { Value: random.below(1_000_000_000) },
    PerformanceMode: 'generalPurpose',
    ThroughputMode: isGood ? 'elastic' : 'bursting',
    Encrypted: isGood,
    FileSystemProtection: { ReplicationOverwriteProtection: 'ENABLED' },
    Tags: tagList(standardTags(name, plan.stage, 'storefront')),
    lifecycle: isGood ? [{ TransitionToIA: 'AFTER_30_DAYS' }] : [],
    ...(isGood ? good : {}),
    mountTargets,
    accessPoints: [
      {
        AccessPointId,
        AccessPointArn: arn(site, 'elasticfilesystem', `access-point/${AccessPointId}`),
        FileSystemId,
        OwnerId,
        LifeCycleState: 'available',
        Tags: [],
        ...(isGood ? { PosixUser: { Uid: 1000, Gid: 1000 } } : {}),
        RootDirectory: { Path: isGood ? '/uploads' : '/' },
      },
    ],
  });
}

function tlsOnly(Resource: string, accountId: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Account',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        Resource,
      },
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: '*',
        Resource,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
}

const nobodyDeletes = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'NobodyDeletes',
      Effect: 'Deny',
      Principal: '*',
      Action: [
        'backup:DeleteRecoveryPoint',
        'backup:DeleteBackupVault',
        'backup:UpdateRecoveryPointLifecycle',
      ],
      Resource: '*',
    },
  ],
});

const vaultName = `${company}-nightly`;

function addVault(site: Site): void {
  const { random, region, plan } = site;
  const isProduction = plan.stage === 'prod';
  const volume = region.volumes.all()[0]?.VolumeId ?? newId(random, 'vol');
  region.backupVaults.put({
    BackupVaultName: vaultName,
    BackupVaultArn: arn(site, 'backup', `backup-vault:${vaultName}`),
    VaultType: 'BACKUP_VAULT',
    VaultState: 'AVAILABLE',
    CreationDate: random.dateAgo(200, 700),
    EncryptionKeyArn: keyArn(site, dataKey),
    NumberOfRecoveryPoints: 35,
    Locked: isProduction,
    ...(isProduction ? { MinRetentionDays: 7, MaxRetentionDays: 365, policy: nobodyDeletes } : {}),
    recoveryPoints: [
      {
        RecoveryPointArn: arn(site, 'ec2', `snapshot/${newId(random, 'snap')}`),
        BackupVaultName: vaultName,
        ResourceArn: arn(site, 'ec2', `volume/${volume}`),
        ResourceType: 'EBS',
        Status: 'COMPLETED',
        IsEncrypted: isProduction,
      },
    ],
    tags: standardTags(vaultName, plan.stage, 'platform'),
  });
}

function addPlan(site: Site): void {
  const { random, region, world, plan } = site;
  const id = random.uuid();
  region.backupPlans.put({
    id,
    arn: arn(site, 'backup', `backup-plan:${id}`),
    created: random.dateAgo(200, 700),
    plan: {
      BackupPlanName: vaultName,
      Rules: [
        {
          RuleName: 'nightly',
          RuleId: random.uuid(),
          TargetBackupVaultName: vaultName,
          ScheduleExpression: 'cron(0 3 ? * * *)',
          ScheduleExpressionTimezone: 'Etc/UTC',
          StartWindowMinutes: 60,
          CompletionWindowMinutes: 360,
          Lifecycle: { DeleteAfterDays: 35 },
          EnableContinuousBackup: false,
        },
      ],
    },
    selections: [
      {
        id: random.uuid(),
        SelectionName: 'production',
        IamRoleArn: `arn:aws:iam::${world.accountId}:role/service-role/AWSBackupDefaultServiceRole`,
        Resources: ['*'],
        ListOfTags: [],
        NotResources: [],
        Conditions: {
          StringEquals: [{ ConditionKey: 'aws:ResourceTag/Environment', ConditionValue: 'prod' }],
          StringNotEquals: [],
          StringLike: [],
          StringNotLike: [],
        },
      },
    ],
    tags: standardTags(vaultName, plan.stage, 'platform'),
  });
}

function addReportPlan(site: Site): void {
  const ReportPlanName = 'backup_jobs';
  site.region.reportPlans.put({
    ReportPlanName,
    ReportPlanArn: arn(site, 'backup', `report-plan:${ReportPlanName}-${site.random.uuid()}`),
    ReportPlanDescription: 'Jobs of the night',
    ReportSetting: { ReportTemplate: 'BACKUP_JOB_REPORT' },
    ReportDeliveryChannel: { S3BucketName: `${company}-config-history`, Formats: ['CSV'] },
    DeploymentStatus: 'COMPLETED',
    CreationTime: site.random.dateAgo(100, 300),
  });
}

function addCertificate(site: Site, DomainName: string, isGood: boolean): void {
  const { random, region, plan } = site;
  const issued = random.dateAgo(100, 200);
  const balancer = region.loadBalancers.all()[0]?.LoadBalancerArn;
  // Counted from the account's own day: the old one ends a week after it.
  const daysLeft = isGood ? 390 : 7;
  region.certificates.put({
    CertificateArn: arn(site, 'acm', `certificate/${random.uuid()}`),
    DomainName,
    SubjectAlternativeNames: [DomainName, `www.${DomainName}`],
    DomainValidationOptions: isGood
      ? [{ DomainName, ValidationStatus: 'SUCCESS', ValidationMethod: 'DNS' }]
      : [],
    Serial: random.hex(32),
    Subject: `CN=${DomainName}`,
    Issuer: isGood ? 'Amazon' : 'Old Authority',
    CreatedAt: issued,
    ...(isGood ? { IssuedAt: issued } : { ImportedAt: issued }),
    Status: 'ISSUED',
    NotBefore: issued,
    NotAfter: random.dateAgo(-daysLeft, -daysLeft),
    KeyAlgorithm: isGood ? 'RSA_2048' : 'RSA_1024',
    SignatureAlgorithm: isGood ? 'SHA256WITHRSA' : 'SHA1WITHRSA',
    InUseBy: balancer === undefined || !isGood ? [] : [balancer],
    Type: isGood ? 'AMAZON_ISSUED' : 'IMPORTED',
    RenewalEligibility: isGood ? 'ELIGIBLE' : 'INELIGIBLE',
    ...(isGood ? { Options: { CertificateTransparencyLoggingPreference: 'ENABLED' as const } } : {}),
    tags: standardTags(DomainName, plan.stage, 'storefront'),
  });
}

function addStream(site: Site, StreamName: string, isGood: boolean): void {
  const { random, region, plan } = site;
  region.streams.put({
    StreamName,
    StreamARN: arn(site, 'kinesis', `stream/${StreamName}`),
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: isGood ? 'ON_DEMAND' : 'PROVISIONED' },
    RetentionPeriodHours: isGood ? 168 : 24,
    StreamCreationTimestamp: random.dateAgo(100, 500),
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: isGood ? 'KMS' : 'NONE',
    ...(isGood ? { KeyId: keyArn(site, dataKey) } : {}),
    OpenShardCount: 4,
    ConsumerCount: 0,
    tags: standardTags(StreamName, plan.stage, 'storefront'),
  });
}

function addParameter(site: Site, Name: string, isSecure: boolean): void {
  const { random, region, world, plan } = site;
  region.parameters.put({
    Name,
    ARN: arn(site, 'ssm', `parameter${Name}`),
    Type: isSecure ? 'SecureString' : 'String',
    ...(isSecure ? { KeyId: keyArn(site, dataKey) } : {}),
    LastModifiedDate: random.dateAgo(10, 400),
    LastModifiedUser: `arn:aws:iam::${world.accountId}:user/tomas.novak`,
    Version: 1 + random.below(5),
    Tier: 'Standard',
    Policies: [],
    DataType: 'text',
    tags: standardTags(Name, plan.stage, 'platform'),
  });
}

function addDocument(site: Site, Name: string, sharedWith: string[]): void {
  site.region.documents.put({
    Name,
    CreatedDate: site.random.dateAgo(50, 500),
    Owner: site.world.accountId,
    PlatformTypes: ['Linux'],
    DocumentVersion: '1',
    DocumentType: 'Command',
    SchemaVersion: '2.2',
    DocumentFormat: 'YAML',
    Tags: tagList(standardTags(Name, site.plan.stage, 'platform')),
    sharedWith,
  });
}

const everythingBlocked = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

function addAccessPoint(site: Site): void {
  const { region, world, random } = site;
  const bucket = world.buckets.all().find((one) => one.region === region.name);
  if (bucket === undefined) return;
  const Name = 'analytics-read';
  region.accessPoints.put({
    Name,
    Bucket: bucket.Name,
    BucketAccountId: world.accountId,
    NetworkOrigin: 'VPC',
    VpcConfiguration: { VpcId: region.vpcs.all()[0]?.VpcId },
    PublicAccessBlockConfiguration: everythingBlocked,
    CreationDate: random.dateAgo(50, 300),
    Alias: `${Name}-${random.hex(20)}-s3alias`,
    AccessPointArn: arn(site, 's3', `accesspoint/${Name}`),
    Endpoints: {},
  });
}

/**
 * File systems, backups, certificates, streams, parameters, documents and access points. Has a seed of its own, so
 * that the rest of the account stays as it is.
 */
export function buildStorage(world: World, seed: number): void {
  world.accountPublicAccessBlock = {
    ...everythingBlocked,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  };
  const random = createRandom(seed + 0xda7a);
  const siteOf = (name: (typeof enabledRegions)[number]): Site => ({
    world,
    random,
    region: world.region(name),
    plan: plans[name],
  });
  for (const name of enabledRegions) {
    const site = siteOf(name);
    if (site.plan.stage === 'edge') continue;
    addVault(site);
    addPlan(site);
    addParameter(site, `/${site.plan.stage}/storefront/log-level`, false);
    addParameter(site, `/${site.plan.stage}/mail/smtp-password`, true);
    if (site.plan.stage !== 'prod') continue;
    addFileSystem(site, 'uploads', true);
    addCertificate(site, `shop.${company}.example`, true);
    addStream(site, 'clickstream', true);
    addDocument(site, 'restart-storefront', []);
  }
  const first = siteOf('us-east-1');
  addReportPlan(first);
  addAccessPoint(first);
  addFileSystem(first, 'legacy-home', false);
  addCertificate(first, `old.${company}.example`, false);
  addStream(first, 'legacy-events', false);
  addParameter(first, '/prod/legacy/api-token', false);
  addDocument(first, 'collect-diagnostics', ['all']);
}
