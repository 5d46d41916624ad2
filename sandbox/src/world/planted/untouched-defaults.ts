import type { PlantedGroup } from './planted-group.ts';

export const untouchedDefaults: PlantedGroup = {
  why: 'What AWS leaves open, plain or unprotected by default was never touched.',
  faults: {
    'aws-apigateway-domain-name-post-quantum': {
      'us-east-1': 'api.halden.example, legacy-api.halden.example',
    },
    'aws-cloudfront-field-level-encryption': { global: 'www.halden.example' },
    'aws-cloudfront-post-quantum-tls': { global: 'www.halden.example' },
    'aws-cloudwatch-log-group-encrypted-with-kms': {
      'ap-southeast-1': '/aws/lambda/edge-redirects',
      'eu-central-1': '/aws/lambda/gdpr-export, /aws/lambda/order-created, /ecs/storefront, /vpc/prod/flow',
      'us-east-1':
        '/aws/eks/halden-prod/cluster, /aws/lambda/cost-report, /aws/lambda/image-resize, /aws/lambda/invoice-render, /aws/lambda/order-created, /aws/lambda/price-feed, /aws/lambda/scan-upload, /aws/rds/instance/orders-prod/postgresql, /ecs/checkout-api, /ecs/storefront, /vpc/prod/flow',
      'us-west-2': '/aws/lambda/dr-heartbeat',
    },
    'aws-dynamodb-table-encrypted-with-kms': {
      'eu-central-1': 'sessions',
      'us-east-1': 'carts, feature-flags, sessions, terraform-locks',
    },
    'aws-dynamodb-table-protected-from-deletion': {
      'eu-central-1': 'sessions',
      'us-east-1': 'carts, feature-flags, sessions, terraform-locks',
    },
    'aws-ebs-default-encryption': {
      'ap-southeast-1': 'EC2 settings ap-southeast-1',
      'us-west-2': 'EC2 settings us-west-2',
    },
    'aws-ebs-snapshot-sharing-blocked': {
      'ap-southeast-1': 'EC2 settings ap-southeast-1',
      'eu-central-1': 'EC2 settings eu-central-1',
      'us-east-1': 'EC2 settings us-east-1',
      'us-west-2': 'EC2 settings us-west-2',
    },
    'aws-ec2-instance-termination-protected': {
      'ap-southeast-1': 'web-edge-01, web-edge-02',
      'eu-central-1':
        'checkout-api-prod-01, checkout-api-prod-02, search-prod-01, search-prod-02, web-prod-01, web-prod-02, web-prod-03',
      'us-east-1':
        'batch-prod-01, batch-prod-02, batch-prod-03, batch-prod-04, checkout-api-prod-01, checkout-api-prod-02, checkout-api-prod-03, checkout-api-prod-04, etl-worker-prod-01, etl-worker-prod-02, search-prod-01, search-prod-02, search-prod-03, web-prod-01, web-prod-02, web-prod-03, web-prod-04',
      'us-west-2': 'checkout-api-dr-01, checkout-api-dr-02, web-dr-01, web-dr-02',
    },
    'aws-ec2-region-imdsv2-default': {
      'ap-southeast-1': 'EC2 settings ap-southeast-1',
      'eu-central-1': 'EC2 settings eu-central-1',
      'us-east-1': 'EC2 settings us-east-1',
      'us-west-2': 'EC2 settings us-west-2',
    },
    'aws-ec2-security-group-default-closed': {
      'ap-southeast-1': 'default',
      'eu-central-1': 'default ×2',
      'us-east-1': 'default ×2',
      'us-west-2': 'default',
    },
    'aws-ec2-security-group-egress-narrow': {
      'ap-southeast-1': 'default, sg-database-edge, sg-internal-edge, sg-web-edge',
      'eu-central-1':
        'default ×2, sg-bastion-prod, sg-database-prod, sg-internal-prod, sg-search-prod, sg-web-prod',
      'us-east-1':
        'default ×2, sg-bastion-prod, sg-database-prod, sg-internal-prod, sg-kafka-prod, sg-search-prod, sg-web-prod',
      'us-west-2': 'default, sg-database-dr, sg-internal-dr, sg-web-dr',
    },
    'aws-ecs-cluster-exec-logged': { 'eu-central-1': 'storefront-prod', 'us-east-1': 'storefront-prod' },
    'aws-eks-cluster-deletion-protection': { 'eu-central-1': 'halden-prod-eu', 'us-east-1': 'halden-prod' },
    'aws-elbv2-deletion-protected': { 'ap-southeast-1': 'storefront-edge', 'us-west-2': 'storefront-dr' },
    'aws-elbv2-tls-post-quantum': {
      'ap-southeast-1': 'storefront-edge',
      'eu-central-1': 'checkout-prod, storefront-prod',
      'us-east-1': 'checkout-prod, storefront-prod',
      'us-west-2': 'storefront-dr',
    },
    'aws-iam-role-services-act-for-this-account': {
      global:
        'cloudtrail-to-logs, ecs-task-checkout, ecs-task-storefront, eks-cluster, s3-replication, terraform, vpc-flow-logs',
    },
    'aws-lambda-function-code-signed': {
      'ap-southeast-1': 'edge-redirects',
      'eu-central-1': 'gdpr-export, invoice-render, order-created',
      'us-east-1':
        'cleanup-snapshots, cost-report, fraud-score, image-resize, invoice-render, newsletter-send, order-created, partner-webhook, price-feed, scan-upload, stock-sync',
      'us-west-2': 'dr-heartbeat',
    },
    'aws-lambda-function-environment-encrypted': {
      'ap-southeast-1': 'edge-redirects',
      'eu-central-1': 'gdpr-export, invoice-render, order-created',
      'us-east-1':
        'cleanup-snapshots, cost-report, fraud-score, image-resize, invoice-render, newsletter-send, order-created, partner-webhook, price-feed, scan-upload, stock-sync',
      'us-west-2': 'dr-heartbeat',
    },
    'aws-opensearch-domain-dashboards-sign-in': { 'us-east-1': 'legacy-logs, product-search' },
    'aws-rds-cluster-custom-port': { 'eu-central-1': 'identity-eu', 'us-east-1': 'identity-prod' },
    'aws-rds-instance-custom-port': {
      'eu-central-1': 'orders-eu',
      'us-east-1': 'catalog-prod, orders-prod, wordpress-blog',
      'us-west-2': 'orders-dr',
    },
    'aws-rds-instance-deletion-protection': { 'us-west-2': 'orders-dr' },
    'aws-redshift-enhanced-vpc-routing': { 'us-east-1': 'warehouse-prod' },
    'aws-s3-account-public-access-blocked': { global: 'S3 settings …' },
    'aws-s3-bucket-acls-disabled': {
      'ap-southeast-1': 'halden-access-logs-apse1',
      'eu-central-1': 'halden-access-logs-euc1',
      'us-east-1': 'halden-access-logs, halden-ml-training',
      'us-west-2': 'halden-access-logs-usw2',
    },
    'aws-s3-bucket-encrypted-with-kms': {
      'ap-southeast-1': 'halden-access-logs-apse1, halden-edge-cache',
      'eu-central-1': 'halden-access-logs-euc1',
      'us-east-1':
        'halden-access-logs, halden-build-artifacts, halden-config-history, halden-storefront-assets, halden-support-uploads',
      'us-west-2': 'halden-access-logs-usw2',
    },
    'aws-s3-bucket-mfa-delete': {
      'ap-southeast-1': 'halden-access-logs-apse1, halden-edge-cache',
      'eu-central-1': 'halden-access-logs-euc1, halden-gdpr-requests, halden-invoices-eu',
      'us-east-1':
        'data-lake-halden-curated, data-lake-halden-events, halden-access-logs, halden-build-artifacts, halden-cloudtrail-logs, halden-config-history, halden-db-exports, halden-invoices-prod, halden-ml-training, halden-storefront-assets, halden-support-uploads, halden-terraform-state',
      'us-west-2': 'halden-access-logs-usw2, halden-dr-replica',
    },
    'aws-s3-bucket-tls-only': {
      'ap-southeast-1': 'halden-access-logs-apse1, halden-edge-cache',
      'eu-central-1': 'halden-access-logs-euc1',
      'us-east-1':
        'halden-access-logs, halden-build-artifacts, halden-config-history, halden-ml-training, halden-support-uploads',
      'us-west-2': 'halden-access-logs-usw2',
    },
    'aws-secretsmanager-secret-policy-restrictive': {
      'eu-central-1': 'prod/orders/database, prod/payment-provider',
      'us-east-1':
        'ci/registry, prod/catalog/database, prod/mail-relay, prod/orders/database, prod/payment-provider, prod/search-api, prod/session-signing',
    },
    'aws-sns-topic-delivery-logged': { 'eu-central-1': 'order-events', 'us-east-1': 'order-events' },
    'aws-sns-topic-encrypted': {
      'eu-central-1': 'security-alerts',
      'us-east-1': 'budget-alerts, security-alerts',
      'us-west-2': 'dr-alerts',
    },
    'aws-sns-topic-tls-only': {
      'eu-central-1': 'order-events, security-alerts',
      'us-east-1': 'budget-alerts, order-events, security-alerts',
      'us-west-2': 'dr-alerts',
    },
    'aws-sqs-queue-tls-only': {
      'eu-central-1': 'invoice-render, order-fulfilment, order-fulfilment-dead',
      'us-east-1': 'email-outbox, invoice-render, order-fulfilment, order-fulfilment-dead, search-index',
    },
    'aws-stepfunctions-state-machine-encrypted': { 'eu-central-1': 'nightly-import', 'us-east-1': 'refund' },
    'aws-vpc-endpoint-policy-narrow': { 'ap-southeast-1': 's3-edge', 'us-west-2': 's3-dr' },
    'aws-vpc-endpoint-principals-known': { 'ap-southeast-1': 's3-edge', 'us-west-2': 's3-dr' },
    'aws-vpc-flow-logs-enabled': {
      'ap-southeast-1': 'vpc-edge',
      'eu-central-1': 'vpc-…',
      'us-east-1': 'vpc-…',
      'us-west-2': 'vpc-dr',
    },
    'aws-vpc-network-acl-filters': {
      'ap-southeast-1': 'acl-…',
      'eu-central-1': 'acl-… ×2',
      'us-east-1': 'acl-… ×2',
      'us-west-2': 'acl-…',
    },
    'aws-vpc-network-acl-rdp-closed': {
      'ap-southeast-1': 'acl-…',
      'eu-central-1': 'acl-… ×2',
      'us-east-1': 'acl-… ×2',
      'us-west-2': 'acl-…',
    },
    'aws-vpc-network-acl-ssh-closed': {
      'ap-southeast-1': 'acl-…',
      'eu-central-1': 'acl-… ×2',
      'us-east-1': 'acl-… ×2',
      'us-west-2': 'acl-…',
    },
    'aws-vpc-public-and-private-subnets': { 'eu-central-1': 'vpc-…', 'us-east-1': 'vpc-…' },
  },
};
