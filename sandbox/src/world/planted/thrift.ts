import type { PlantedGroup } from './planted-group.ts';

export const thrift: PlantedGroup = {
  why: 'Copies, history, redundancy and regular work that cost money or time were left out.',
  faults: {
    'aws-autoscaling-group-several-instance-types': {
      'ap-southeast-1': 'web-edge',
      'eu-central-1': 'checkout-api-prod, search-prod, web-prod',
      'us-east-1': 'checkout-api-prod, search-prod, web-prod',
      'us-west-2': 'checkout-api-dr, web-dr',
    },
    'aws-cloudfront-origin-failover': { global: 'www.halden.example' },
    'aws-cloudwatch-log-group-retention': {
      'eu-central-1': '/aws/lambda/order-created, /ecs/storefront, /vpc/prod/flow',
      'us-east-1':
        '/aws/eks/halden-prod/cluster, /aws/lambda/image-resize, /aws/lambda/invoice-render, /aws/lambda/order-created, /aws/lambda/price-feed, /aws/lambda/scan-upload, /aws/rds/instance/orders-prod/postgresql, /ecs/checkout-api, /ecs/storefront, /vpc/prod/flow',
    },
    'aws-codebuild-project-own-buildspec': { 'us-east-1': 'legacy-admin-build, storefront-build' },
    'aws-dms-instance-multi-az': { 'us-east-1': 'orders-migration' },
    'aws-dynamodb-table-recoverable-to-any-moment': {
      'eu-central-1': 'sessions',
      'us-east-1': 'carts, feature-flags, sessions, terraform-locks',
    },
    'aws-ebs-volume-has-snapshot': {
      'ap-southeast-1': 'web-edge-01-root, web-edge-02-root',
      'eu-central-1':
        'bastion-prod-01-root, checkout-api-prod-01-root, checkout-api-prod-02-root, search-prod-01-data, search-prod-01-root, search-prod-02-data, search-prod-02-root, web-prod-01-root, web-prod-02-root, web-prod-03-root',
      'us-east-1':
        'bastion-prod-01-root, batch-prod-01-root, batch-prod-02-root, batch-prod-03-root, batch-prod-04-root, checkout-api-prod-01-root, checkout-api-prod-02-root, checkout-api-prod-03-root, checkout-api-prod-04-root, etl-worker-prod-01-root, etl-worker-prod-02-root, kafka-prod-01-data, kafka-prod-01-root, kafka-prod-02-data, kafka-prod-02-root, kafka-prod-03-data, kafka-prod-03-root, search-prod-01-data, search-prod-01-root, search-prod-02-data, search-prod-02-root, search-prod-03-data, search-prod-03-root, web-prod-01-root, web-prod-02-root, web-prod-03-root, web-prod-04-root',
      'us-west-2': 'checkout-api-dr-01-root, checkout-api-dr-02-root, web-dr-01-root, web-dr-02-root',
    },
    'aws-ebs-volume-in-backup-plan': {
      'ap-southeast-1': 'web-edge-01-root, web-edge-02-root',
      'us-west-2': 'checkout-api-dr-01-root, checkout-api-dr-02-root, web-dr-01-root, web-dr-02-root',
    },
    'aws-ec2-instance-detailed-monitoring': {
      'ap-southeast-1': 'web-edge-01, web-edge-02',
      'us-west-2': 'checkout-api-dr-01, checkout-api-dr-02, web-dr-01, web-dr-02',
    },
    'aws-ec2-instance-recently-started': {
      'ap-southeast-1': 'web-edge-01',
      'eu-central-1': 'search-prod-02, web-prod-01, web-prod-03',
      'us-east-1':
        'bastion-prod-01, batch-prod-01, batch-prod-03, checkout-api-prod-01, checkout-api-prod-02, checkout-api-prod-03, etl-worker-prod-02, search-prod-02, web-prod-01',
      'us-west-2': 'checkout-api-dr-01',
    },
    'aws-eks-cluster-control-plane-logs': { 'eu-central-1': 'halden-prod-eu', 'us-east-1': 'halden-prod' },
    'aws-elbv2-access-logs-kept': { 'ap-southeast-1': 'storefront-edge', 'us-west-2': 'storefront-dr' },
    'aws-lambda-function-concurrency-reserved': {
      'ap-southeast-1': 'edge-redirects',
      'eu-central-1': 'gdpr-export, invoice-render',
      'us-east-1':
        'cleanup-snapshots, cost-report, fraud-score, image-resize, invoice-render, newsletter-send, partner-webhook, price-feed, scan-upload, stock-sync',
      'us-west-2': 'dr-heartbeat',
    },
    'aws-lambda-function-dead-letter-queue': {
      'ap-southeast-1': 'edge-redirects',
      'eu-central-1': 'gdpr-export, invoice-render, order-created',
      'us-east-1':
        'cleanup-snapshots, cost-report, fraud-score, image-resize, invoice-render, newsletter-send, order-created, partner-webhook, price-feed, scan-upload, stock-sync',
      'us-west-2': 'dr-heartbeat',
    },
    'aws-lambda-function-inside-vpc': {
      'ap-southeast-1': 'edge-redirects',
      'eu-central-1': 'gdpr-export, invoice-render',
      'us-east-1':
        'cleanup-snapshots, cost-report, image-resize, invoice-render, newsletter-send, partner-webhook, price-feed, scan-upload',
      'us-west-2': 'dr-heartbeat',
    },
    'aws-lambda-function-invocations-recorded': {
      'ap-southeast-1': 'edge-redirects',
      'eu-central-1': 'gdpr-export, invoice-render, order-created',
      'us-east-1':
        'cleanup-snapshots, cost-report, fraud-score, image-resize, invoice-render, newsletter-send, order-created, partner-webhook, price-feed, scan-upload, stock-sync',
      'us-west-2': 'dr-heartbeat',
    },
    'aws-lambda-function-traced': { 'ap-southeast-1': 'edge-redirects', 'us-west-2': 'dr-heartbeat' },
    'aws-rds-instance-in-backup-plan': { 'us-west-2': 'orders-dr' },
    'aws-rds-instance-multi-az': { 'us-east-1': 'wordpress-blog', 'us-west-2': 'orders-dr' },
    'aws-redshift-multi-az': { 'us-east-1': 'warehouse-prod' },
    'aws-s3-bucket-access-logged': {
      'ap-southeast-1': 'halden-access-logs-apse1, halden-edge-cache',
      'eu-central-1': 'halden-access-logs-euc1, halden-gdpr-requests, halden-invoices-eu',
      'us-east-1':
        'halden-access-logs, halden-build-artifacts, halden-cloudtrail-logs, halden-config-history, halden-db-exports, halden-ml-training, halden-storefront-assets, halden-support-uploads',
      'us-west-2': 'halden-access-logs-usw2, halden-dr-replica',
    },
    'aws-s3-bucket-event-notifications': {
      'ap-southeast-1': 'halden-access-logs-apse1, halden-edge-cache',
      'eu-central-1': 'halden-access-logs-euc1, halden-gdpr-requests, halden-invoices-eu',
      'us-east-1':
        'data-lake-halden-curated, data-lake-halden-events, halden-access-logs, halden-build-artifacts, halden-cloudtrail-logs, halden-config-history, halden-db-exports, halden-invoices-prod, halden-ml-training, halden-storefront-assets, halden-terraform-state',
      'us-west-2': 'halden-access-logs-usw2, halden-dr-replica',
    },
    'aws-s3-bucket-lifecycle': {
      'ap-southeast-1': 'halden-edge-cache',
      'eu-central-1': 'halden-gdpr-requests, halden-invoices-eu',
      'us-east-1':
        'data-lake-halden-curated, data-lake-halden-events, halden-invoices-prod, halden-ml-training, halden-storefront-assets, halden-terraform-state',
      'us-west-2': 'halden-dr-replica',
    },
    'aws-s3-bucket-object-lock': {
      'ap-southeast-1': 'halden-access-logs-apse1, halden-edge-cache',
      'eu-central-1': 'halden-access-logs-euc1, halden-invoices-eu',
      'us-east-1':
        'data-lake-halden-curated, data-lake-halden-events, halden-access-logs, halden-build-artifacts, halden-cloudtrail-logs, halden-config-history, halden-db-exports, halden-invoices-prod, halden-ml-training, halden-storefront-assets, halden-support-uploads, halden-terraform-state',
      'us-west-2': 'halden-access-logs-usw2, halden-dr-replica',
    },
    'aws-s3-bucket-replicated-to-another-region': {
      'ap-southeast-1': 'halden-access-logs-apse1, halden-edge-cache',
      'eu-central-1': 'halden-access-logs-euc1, halden-gdpr-requests, halden-invoices-eu',
      'us-east-1':
        'data-lake-halden-curated, data-lake-halden-events, halden-access-logs, halden-build-artifacts, halden-cloudtrail-logs, halden-config-history, halden-db-exports, halden-ml-training, halden-storefront-assets, halden-support-uploads, halden-terraform-state',
      'us-west-2': 'halden-access-logs-usw2, halden-dr-replica',
    },
    'aws-s3-bucket-versioned': {
      'ap-southeast-1': 'halden-access-logs-apse1, halden-edge-cache',
      'eu-central-1': 'halden-access-logs-euc1',
      'us-east-1': 'halden-access-logs, halden-build-artifacts, halden-db-exports, halden-ml-training',
      'us-west-2': 'halden-access-logs-usw2',
    },
    'aws-secretsmanager-secret-rotated-in-time': {
      'eu-central-1': 'prod/orders/database, prod/payment-provider',
      'us-east-1':
        'ci/registry, prod/mail-relay, prod/orders/database, prod/payment-provider, prod/search-api, prod/session-signing',
    },
    'aws-secretsmanager-secret-rotates': {
      'eu-central-1': 'prod/payment-provider',
      'us-east-1':
        'ci/registry, prod/mail-relay, prod/payment-provider, prod/search-api, prod/session-signing',
    },
    'aws-sqs-queue-keeps-failed-messages': {
      'eu-central-1': 'invoice-render',
      'us-east-1': 'email-outbox, invoice-render, search-index',
    },
    'aws-vpc-ec2-endpoint': { 'ap-southeast-1': 'vpc-edge', 'us-west-2': 'vpc-dr' },
  },
};
