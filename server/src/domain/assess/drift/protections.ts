import type { Json } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';

/**
 * Settings that protect a resource while they have a safe value. Going from safe to not safe weakens it; the
 * way back never does. Names are whole keys of the vendors' models, never parts of words.
 */
export type Protection = {
  rule: string;
  severity: Severity;
  /** Whether losing it is a matter of security; otherwise of operation. */
  security: boolean;
  names: ReadonlySet<string>;
  /** Only below one of these keys. */
  within?: ReadonlySet<string>;
  /** Only for these types (ours and the vendor's). */
  types?: ReadonlySet<string>;
  safe: (value: Json | undefined) => boolean;
};

const names = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((name) => name !== ''));

/** `true`, `"true"`, `Enabled`, `ENABLED`, `on`, `required`. */
export function isOn(value: Json | undefined): boolean {
  if (value === true || value === 1) return true;
  if (typeof value === 'string')
    return ['true', 'enabled', 'on', 'yes', 'active', 'required', 'enforced'].includes(value.toLowerCase());
  return false;
}

const isOff = (value: Json | undefined): boolean => !isOn(value);
const isPresent = (value: Json | undefined): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  value !== false &&
  !(typeof value === 'string' && /^(none|disabled|off|false|unencrypted)$/i.test(value));
const isPositive = (value: Json | undefined): boolean => Number(value) > 0;

const tlsRank = (value: Json | undefined): number => {
  const text = String(value ?? '').toLowerCase();
  const match = /(?:tls|ssl)[^0-9]*(?:v)?([123])(?:[._-]?([0-3]))?/.exec(text);
  if (match === null) return -1;
  if (text.startsWith('ssl')) return 0;
  return Number(match[1]) * 10 + Number(match[2] ?? 0);
};

export const protections: readonly Protection[] = [
  {
    rule: 'public-access-block-off',
    severity: 'critical',
    security: true,
    names: names('SnapshotBlockPublicAccessState ImageBlockPublicAccessState'),
    safe: (value) => typeof value === 'string' && value.startsWith('block'),
  },
  {
    rule: 'public-access-block-off',
    severity: 'critical',
    security: true,
    names: names(
      'BlockPublicAcls BlockPublicPolicy IgnorePublicAcls RestrictPublicBuckets publicAccessPrevention',
    ),
    safe: isOn,
  },
  {
    rule: 'encryption-removed',
    severity: 'critical',
    security: true,
    names: names(
      'Encrypted StorageEncrypted EncryptionAtRestEnabled AtRestEncryptionEnabled TransitEncryptionEnabled SSEEnabled SqsManagedSseEnabled KmsEncrypted EbsEncryptionByDefault NodeToNodeEncryptionEnabled',
    ),
    safe: isOn,
  },
  {
    rule: 'encryption-removed',
    severity: 'critical',
    security: true,
    names: names(
      'SSEAlgorithm SSEType EncryptionType EncryptionMode CloudWatchEncryptionMode S3EncryptionMode',
    ),
    safe: isPresent,
  },
  {
    rule: 'encryption-removed',
    severity: 'critical',
    security: true,
    names: names('Enabled enabled'),
    within: names(
      'EncryptionAtRestOptions EncryptionConfiguration SSESpecification ServerSideEncryptionConfiguration EncryptionConfig encryption',
    ),
    safe: isOn,
  },
  {
    rule: 'encryption-removed',
    severity: 'critical',
    security: true,
    names: names('KmsMasterKeyId KmsKeyId KMSKeyId KmsKeyArn'),
    types: names(
      'sns_topic AWS::SNS::Topic cloudwatch_log_group AWS::Logs::LogGroup cloudtrail_trail AWS::CloudTrail::Trail sqs_queue AWS::SQS::Queue',
    ),
    safe: isPresent,
  },
  {
    rule: 'own-key-removed',
    severity: 'high',
    security: true,
    names: names(
      'KmsKeyId KMSKeyId KmsKeyArn KmsMasterKeyId KMSMasterKeyID KMSMasterKeyId KeyArn kmsKeyName defaultKmsKeyName CMKArn',
    ),
    safe: isPresent,
  },
  {
    rule: 'logging-off',
    severity: 'high',
    security: false,
    names: names(
      'access_logs.s3.enabled connection_logs.s3.enabled IsLogging EnableLogFileValidation IncludeGlobalServiceEvents IsMultiRegionTrail LoggingConfiguration EnableCloudwatchLogsExports Logging LogDestination AccessLogSetting AccessLogSettings ClusterLogging FlowLogs DestinationBucketName',
    ),
    safe: isPresentOrOn,
  },
  {
    rule: 'logging-off',
    severity: 'high',
    security: false,
    names: names('Enabled enabled Status'),
    within: names(
      'Logging LoggingConfiguration LogPublishingOptions AccessLoggingPolicy LoggingInfo FlowLogs logConfig',
    ),
    safe: isOn,
  },
  {
    rule: 'logging-off',
    severity: 'high',
    security: false,
    names: names('Recording recording AllSupported IncludeManagementEvents'),
    safe: isOn,
  },
  {
    rule: 'backup-off',
    severity: 'high',
    security: false,
    names: names(
      'BackupRetentionPeriod SnapshotRetentionLimit AutomaticBackupRetentionDays AutomatedSnapshotRetentionPeriod',
    ),
    safe: isPositive,
  },
  {
    rule: 'backup-off',
    severity: 'high',
    security: false,
    names: names('PointInTimeRecoveryEnabled'),
    safe: isOn,
  },
  {
    rule: 'backup-off',
    severity: 'high',
    security: false,
    names: names('Status Enabled enabled'),
    within: names('BackupPolicy backupConfiguration PointInTimeRecoverySpecification'),
    safe: isOn,
  },
  {
    rule: 'tls-weakened',
    severity: 'high',
    security: true,
    names: names(
      'RequireTls RequireSSL EnforceHTTPS supportsHttpsTrafficOnly httpsOnly requireSsl ClientTransitEncryption',
    ),
    safe: isOn,
  },
  {
    rule: 'opened-to-the-internet',
    severity: 'high',
    security: true,
    names: names(
      'PubliclyAccessible EndpointPublicAccess MapPublicIpOnLaunch AssociatePublicIpAddress allowBlobPublicAccess AssignPublicIp',
    ),
    safe: isOff,
  },
  {
    rule: 'opened-to-the-internet',
    severity: 'high',
    security: true,
    names: names('Scheme'),
    safe: (value) => value === undefined || String(value).toLowerCase() !== 'internet-facing',
  },
  {
    rule: 'opened-to-the-internet',
    severity: 'high',
    security: true,
    names: names('AuthType'),
    safe: (value) => value === undefined || String(value).toUpperCase() !== 'NONE',
  },
  {
    rule: 'metadata-service-unprotected',
    severity: 'high',
    security: true,
    names: names('HttpTokens'),
    safe: (value) => String(value).toLowerCase() === 'required',
  },
  {
    rule: 'key-disabled',
    severity: 'high',
    security: true,
    names: names('Enabled KeyState'),
    types: names('kms_key AWS::KMS::Key'),
    safe: isOn,
  },
  {
    rule: 'second-factor-off',
    severity: 'high',
    security: true,
    names: names('MfaConfiguration MFADelete MfaDelete AccountMFAEnabled'),
    safe: isOn,
  },
  {
    rule: 'safeguard-off',
    severity: 'medium',
    security: true,
    names: names(
      'EnableKeyRotation ScanOnPush EnableIAMDatabaseAuthentication IamAuthEnabled enableRBAC uniformBucketLevelAccess RequireUppercaseCharacters RequireLowercaseCharacters RequireNumbers RequireSymbols ExpirePasswords HardExpiry AutoMinorVersionUpgrade',
    ),
    safe: isOn,
  },
  {
    rule: 'safeguard-off',
    severity: 'medium',
    security: true,
    names: names('ImageTagMutability'),
    safe: (value) => String(value).startsWith('IMMUTABLE'),
  },
  {
    rule: 'deletion-protection-off',
    severity: 'medium',
    security: false,
    names: names(
      'deletion_protection.enabled DeletionProtection DeletionProtectionEnabled DisableApiTermination EnableTerminationProtection',
    ),
    safe: isOn,
  },
  {
    rule: 'monitoring-off',
    severity: 'medium',
    security: false,
    names: names(
      'Monitoring EnablePerformanceInsights DetailedMetricsEnabled ContainerInsights TracingEnabled',
    ),
    safe: isOn,
  },
];

function isPresentOrOn(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'boolean' ? value : isPresent(value);
}

/** Numbers of which less is weaker. */
const strengths = names('MinimumPasswordLength PasswordReusePrevention MinimumLength');

export function strengthLowered(key: string, before: Json | undefined, after: Json | undefined): boolean {
  return strengths.has(key) && Number(before) > Number(after ?? 0);
}

/** A lower version of TLS than before, or none where there was one. Names of policies carry the version. */
export function tlsLowered(before: Json | undefined, after: Json | undefined): boolean {
  const [was, is] = [tlsRank(before), tlsRank(after)];
  return was >= 0 && is >= 0 && is < was;
}
