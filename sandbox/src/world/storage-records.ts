import type { CertificateDetail } from '@aws-sdk/client-acm';
import type {
  BackupPlan,
  BackupSelection,
  BackupVaultListMember,
  RecoveryPointByBackupVault,
  ReportPlan,
} from '@aws-sdk/client-backup';
import type {
  AccessPointDescription,
  FileSystemDescription,
  LifecyclePolicy,
  MountTargetDescription,
  Status,
} from '@aws-sdk/client-efs';
import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import type { GetAccessPointResult } from '@aws-sdk/client-s3-control';
import type { DocumentIdentifier, ParameterMetadata } from '@aws-sdk/client-ssm';
import { createTable, type Table } from './table.ts';

type Tags = Record<string, string>;

export interface StoredFileSystem extends FileSystemDescription {
  policy?: string;
  backup?: Status;
  lifecycle: LifecyclePolicy[];
  mountTargets: MountTargetDescription[];
  accessPoints: AccessPointDescription[];
}
export interface StoredVault extends BackupVaultListMember {
  policy?: string;
  recoveryPoints: RecoveryPointByBackupVault[];
  tags: Tags;
}
export interface StoredPlan {
  id: string;
  arn: string;
  created: Date;
  plan: BackupPlan;
  selections: (BackupSelection & { id: string })[];
  tags: Tags;
}
export interface StoredCertificate extends CertificateDetail {
  tags: Tags;
}
export interface StoredStream extends StreamDescriptionSummary {
  tags: Tags;
}
export interface StoredParameter extends ParameterMetadata {
  tags: Tags;
}
export interface StoredDocument extends DocumentIdentifier {
  sharedWith: string[];
}
export interface StoredAccessPoint extends GetAccessPointResult {
  policy?: string;
}

/** What keeps, moves and protects the data of a region, beside databases and buckets. */
export interface StorageTables {
  fileSystems: Table<StoredFileSystem>;
  backupVaults: Table<StoredVault>;
  backupPlans: Table<StoredPlan>;
  reportPlans: Table<ReportPlan>;
  /** By AWS Backup's name of a type; what is false is not backed up in the region. */
  backupOptIn: Record<string, boolean>;
  certificates: Table<StoredCertificate>;
  streams: Table<StoredStream>;
  parameters: Table<StoredParameter>;
  documents: Table<StoredDocument>;
  accessPoints: Table<StoredAccessPoint>;
}

export function createStorageTables(): StorageTables {
  return {
    fileSystems: createTable((one) => one.FileSystemId ?? ''),
    backupVaults: createTable((one) => one.BackupVaultName ?? ''),
    backupPlans: createTable((one) => one.id),
    reportPlans: createTable((one) => one.ReportPlanName ?? ''),
    backupOptIn: { DynamoDB: true, EBS: true, EC2: true, EFS: true, RDS: true, S3: false },
    certificates: createTable((one) => one.CertificateArn ?? ''),
    streams: createTable((one) => one.StreamName ?? ''),
    parameters: createTable((one) => one.Name ?? ''),
    documents: createTable((one) => one.Name ?? ''),
    accessPoints: createTable((one) => one.Name ?? ''),
  };
}
