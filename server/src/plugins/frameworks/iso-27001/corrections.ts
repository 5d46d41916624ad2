import type { Corrections } from '../../../plugin-kit/define-framework.ts';

const detection = 'They look at threat detection, which does not show this.';

/** What the recorded facts on Annex A get wrong or lack. */
export const corrections: Corrections = {
  'A.5.1': { noneRecorded: 'They look at services that are on, not at policies.' },
  'A.5.5': { noneRecorded: 'Contact details at the vendor are no contact with authorities.' },
  'A.5.6': { noneRecorded: 'Contact details at the vendor are no contact with interest groups.' },
  'A.5.7': { also: ['prowler:guardduty_is_enabled'] },
  'A.5.9': { also: ['prowler:config_recorder_all_regions_enabled'] },
  'A.5.14': {
    also: [
      'prowler:s3_bucket_secure_transport_policy',
      'prowler:elbv2_ssl_listeners',
      'prowler:elb_ssl_listeners',
    ],
  },
  'A.5.16': {
    noneRecorded: 'It looks at the recording of configuration, not at identities.',
    also: [
      'prowler:iam_check_saml_providers_sts',
      'prowler:iam_user_accesskey_unused',
      'prowler:iam_user_console_access_unused',
      'prowler:iam_policy_attached_only_to_group_or_roles',
    ],
  },
  'A.5.17': {
    also: [
      'prowler:iam_password_policy_minimum_length_14',
      'prowler:iam_password_policy_reuse_24',
      'prowler:iam_rotate_access_key_90_days',
      'prowler:secretsmanager_automatic_rotation_enabled',
    ],
  },
  'A.5.18': { also: ['prowler:iam_user_accesskey_unused', 'prowler:iam_user_console_access_unused'] },
  'A.5.19': { noneRecorded: detection },
  'A.5.21': { noneRecorded: detection },
  'A.5.22': { noneRecorded: 'It looks at our own configuration, not at services of suppliers.' },
  'A.5.26': { noneRecorded: 'Managed instances do not show that incidents are answered.' },
  'A.5.28': {
    noneRecorded: detection,
    also: ['prowler:cloudtrail_log_file_validation_enabled', 'prowler:cloudtrail_multi_region_enabled'],
  },
  'A.5.29': { noneRecorded: detection },
  'A.5.33': { also: ['prowler:s3_bucket_object_lock', 'prowler:backup_vaults_encrypted'] },
  'A.5.34': { also: ['prowler:macie_is_enabled'] },
  'A.8.1': { noneRecorded: 'They look at resources that are open to the internet, not at devices of users.' },
  'A.8.3': {
    not: {
      'prowler:sns_topics_kms_encryption_at_rest_enabled': 'Encryption does not restrict who may read.',
      'prowler:s3_bucket_object_versioning': 'Versioning does not restrict who may read.',
    },
    also: ['prowler:s3_bucket_public_access', 'prowler:s3_bucket_level_public_access_block'],
  },
  'A.8.5': {
    not: {
      'prowler:kms_cmk_rotation_enabled': 'Rotation of keys is no authentication.',
      'prowler:kms_cmk_are_used': 'Use of keys is no authentication.',
      'prowler:eks_cluster_kms_cmk_encryption_in_secrets_enabled': 'Encryption is no authentication.',
      'prowler:dynamodb_tables_kms_cmk_encryption_enabled': 'Encryption is no authentication.',
    },
  },
  'A.8.8': { also: ['prowler:ssm_managed_compliant_patching', 'prowler:inspector2_is_enabled'] },
  'A.8.9': {
    not: {
      'prowler:guardduty_is_enabled': 'Threat detection does not manage configurations.',
      'prowler:guardduty_no_high_severity_findings': 'Threat detection does not manage configurations.',
    },
    also: ['prowler:config_recorder_all_regions_enabled', 'prowler:ec2_instance_managed_by_ssm'],
  },
  'A.8.10': {
    not: { 'prowler:s3_bucket_object_versioning': 'Versioning keeps information instead of deleting it.' },
  },
  'A.8.11': { noneRecorded: 'Encryption does not mask data from those who may read it.' },
  'A.8.12': { also: ['prowler:s3_bucket_public_access', 'prowler:macie_is_enabled'] },
  'A.8.13': {
    also: [
      'prowler:rds_instance_backup_enabled',
      'prowler:dynamodb_tables_pitr_enabled',
      'prowler:efs_have_backup_enabled',
      'prowler:redshift_cluster_automated_snapshot',
      'prowler:elasticache_redis_cluster_backup_enabled',
    ],
  },
  'A.8.23': {
    noneRecorded: 'They look at inbound traffic and detection, not at access to outside websites.',
  },
  'A.8.32': { also: ['prowler:config_recorder_all_regions_enabled'] },
};
