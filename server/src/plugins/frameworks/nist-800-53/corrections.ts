import type { Corrections } from '../../../plugin-kit/define-framework.ts';

const deletionProtection = [
  'prowler:documentdb_cluster_deletion_protection',
  'prowler:dynamodb_table_deletion_protection_enabled',
  'prowler:eks_cluster_deletion_protection_enabled',
  'prowler:neptune_cluster_deletion_protection',
  'prowler:rds_cluster_deletion_protection',
];

/** What the recorded facts on the catalogue lack: checks that are in no record and show what the text asks for. */
export const corrections: Corrections = {
  'AC-3': {
    also: [
      'prowler:codebuild_project_not_publicly_accessible',
      'prowler:dynamodb_table_cross_account_access',
      'prowler:ec2_ami_account_block_public_access',
      'prowler:ecr_repositories_not_publicly_accessible',
      'prowler:efs_not_publicly_accessible',
      'prowler:iam_role_cross_service_confused_deputy_prevention',
      'prowler:kms_key_not_publicly_accessible',
      'prowler:s3_bucket_public_list_acl',
      'prowler:secretsmanager_has_restrictive_resource_policy',
      'prowler:secretsmanager_not_publicly_accessible',
      'prowler:sns_topics_not_publicly_accessible',
      'prowler:sqs_queues_not_publicly_accessible',
    ],
  },
  'AC-4': { also: ['prowler:elbv2_alb_drop_invalid_header_fields_enabled'] },
  'AC-6': {
    also: [
      'aws-iam-policy-no-assuming-any-role',
      'aws-iam-policy-no-privilege-escalation',
      'aws-iam-role-no-reading-from-outside',
    ],
  },
  'AU-9(4)': {
    also: [
      'aws-iam-group-inline-no-whole-cloudtrail',
      'aws-iam-role-inline-no-whole-cloudtrail',
      'aws-iam-user-inline-no-whole-cloudtrail',
    ],
  },
  'CA-7': {
    also: [
      'prowler:ecs_cluster_container_insights_enabled',
      'prowler:kafka_cluster_enhanced_monitoring_enabled',
      'prowler:rds_cluster_critical_event_subscription',
      'prowler:rds_instance_critical_event_subscription',
      'prowler:rds_instance_event_subscription_parameter_groups',
    ],
  },
  'CM-2': {
    also: [
      'prowler:athena_workgroup_enforce_configuration',
      'prowler:autoscaling_group_using_ec2_launch_template',
      'prowler:ec2_instance_stopped_older_than_specific_days',
      'prowler:ecr_repositories_tag_immutability',
      'prowler:redshift_cluster_non_default_database_name',
      'prowler:redshift_cluster_non_default_username',
    ],
  },
  'CM-3': { also: deletionProtection },
  'CM-5': { also: ['prowler:codebuild_project_webhook_filters_use_anchored_patterns'] },
  'CP-2(5)': { also: deletionProtection },
  'CP-10': {
    also: ['prowler:autoscaling_group_elb_health_check_enabled', 'prowler:rds_cluster_backtrack_enabled'],
  },
  'IA-2': { also: ['prowler:opensearch_service_domains_use_cognito_authentication_for_kibana'] },
  'IA-2(1)': { also: ['prowler:iam_administrator_access_with_mfa'] },
  'IA-5': { also: ['prowler:secretsmanager_secret_rotated_periodically'] },
  'IA-9': {
    also: [
      'prowler:dms_endpoint_mongodb_authentication_enabled',
      'prowler:dms_endpoint_neptune_iam_authorization_enabled',
      'prowler:elasticache_redis_replication_group_auth_enabled',
      'prowler:kafka_cluster_mutual_tls_authentication_enabled',
      'prowler:kafka_cluster_unrestricted_access_disabled',
    ],
  },
  'SA-22': {
    also: ['prowler:ec2_instance_with_outdated_ami', 'prowler:rds_instance_deprecated_engine_version'],
  },
  'SC-5(2)': {
    also: [
      'prowler:autoscaling_group_multiple_instance_types',
      'prowler:elb_connection_draining_enabled',
      'prowler:elb_cross_zone_load_balancing_enabled',
      'prowler:elbv2_cross_zone_load_balancing_enabled',
    ],
  },
  'SC-7': {
    also: [
      'prowler:autoscaling_group_launch_configuration_no_public_ip',
      'prowler:ecs_service_no_assign_public_ip',
      'prowler:efs_mount_target_not_publicly_accessible',
      'prowler:eks_cluster_network_policy_enabled',
      'prowler:eks_cluster_private_nodes_enabled',
      'prowler:kafka_cluster_is_public',
      'prowler:neptune_cluster_uses_public_subnet',
    ],
  },
  'SC-8(1)': {
    also: ['prowler:elb_insecure_ssl_ciphers', 'prowler:sns_subscription_not_using_http_endpoints'],
  },
  'SC-17': { also: ['prowler:rds_instance_certificate_expiration'] },
  'SI-2': { also: ['prowler:dms_instance_minor_version_upgrade_enabled'] },
};
