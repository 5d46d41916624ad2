import type { Corrections } from '../../../plugin-kit/define-framework.ts';

/** What the recorded facts on the criteria get wrong or lack. */
export const corrections: Corrections = {
  'CC6.1': {
    also: [
      'prowler:iam_user_mfa_enabled_console_access',
      'prowler:iam_root_mfa_enabled',
      'prowler:iam_no_root_access_key',
      'prowler:iam_password_policy_minimum_length_14',
      'prowler:iam_rotate_access_key_90_days',
      'prowler:s3_account_level_public_access_blocks',
      'prowler:ec2_ebs_default_encryption',
      'prowler:rds_instance_storage_encrypted',
      'prowler:s3_bucket_default_encryption',
      'prowler:kms_cmk_rotation_enabled',
    ],
  },
  'CC6.2': {
    noneRecorded: 'It looks at databases that are open to the internet, not at registration of users.',
    also: [
      'prowler:iam_user_accesskey_unused',
      'prowler:iam_user_console_access_unused',
      'prowler:iam_user_no_setup_initial_access_key',
    ],
  },
  'CC6.3': {
    also: [
      'prowler:iam_policy_attached_only_to_group_or_roles',
      'prowler:iam_user_accesskey_unused',
      'prowler:iam_user_console_access_unused',
    ],
  },
  'CC6.6': {
    also: [
      'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22',
      'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389',
      'prowler:rds_instance_no_public_access',
      'prowler:ec2_instance_imdsv2_enabled',
    ],
  },
  'CC6.7': {
    also: [
      'prowler:s3_bucket_secure_transport_policy',
      'prowler:elb_ssl_listeners',
      'prowler:elbv2_ssl_listeners',
      'prowler:cloudfront_distributions_https_enabled',
      'prowler:rds_instance_transport_encrypted',
    ],
  },
  'CC7.2': {
    not: {
      'prowler:ec2_instance_imdsv2_enabled': 'How metadata is asked for is no monitoring.',
      'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22':
        'An open port is no monitoring.',
    },
  },
  'A1.2': {
    also: [
      'prowler:rds_instance_backup_enabled',
      'prowler:dynamodb_tables_pitr_enabled',
      'prowler:efs_have_backup_enabled',
      'prowler:redshift_cluster_automated_snapshot',
      'prowler:rds_instance_multi_az',
      'prowler:backup_plans_exist',
    ],
  },
  'C1.1': {
    not: {
      'prowler:rds_instance_deletion_protection': 'Protection from deletion keeps nothing confidential.',
    },
    also: [
      'prowler:macie_is_enabled',
      'prowler:s3_bucket_public_access',
      'prowler:ec2_ebs_volume_encryption',
      'prowler:rds_instance_storage_encrypted',
    ],
  },
};
