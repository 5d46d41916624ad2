import type { PlantedGroup } from './planted-group.ts';

export const halfBuiltGuards: PlantedGroup = {
  why: 'Guards and alarms were begun for an audit and not finished: half of the alarms, data events of one bucket, subscriptions of one region.',
  faults: {
    'aws-accessanalyzer-no-open-findings': { 'us-east-1': 'outside-access' },
    'aws-account-contacts-for-each-purpose': { global: 'halden' },
    'aws-cloudtrail-s3-object-reads-recorded': { global: 'halden-production' },
    'aws-cloudtrail-s3-object-writes-recorded': { global: 'halden-production' },
    'aws-cloudtrail-trail-bucket-access-logged': { 'us-east-1': 'halden-organisation' },
    'aws-cloudtrail-trail-bucket-mfa-delete': { 'us-east-1': 'halden-organisation' },
    'aws-cloudwatch-alarm-has-action': { 'us-east-1': 'trail-SecurityGroupChanges' },
    'aws-cloudwatch-config-changes-alarm': { global: 'halden-production' },
    'aws-cloudwatch-network-acl-changes-alarm': { global: 'halden-production' },
    'aws-cloudwatch-network-gateway-changes-alarm': { global: 'halden-production' },
    'aws-cloudwatch-organizations-changes-alarm': { global: 'halden-production' },
    'aws-cloudwatch-route-table-changes-alarm': { global: 'halden-production' },
    'aws-cloudwatch-security-group-changes-alarm': { global: 'halden-production' },
    'aws-cloudwatch-vpc-changes-alarm': { global: 'halden-production' },
    'aws-guardduty-detector-centrally-managed': { 'eu-central-1': '…', 'us-east-1': '…' },
    'aws-guardduty-detector-no-high-findings': { 'eu-central-1': '…' },
    'aws-macie-automated-discovery': { 'eu-central-1': 'Macie eu-central-1' },
    'aws-macie-enabled-in-every-region': { 'eu-central-1': 'Macie eu-central-1' },
    'aws-rds-cluster-events-announced': { 'eu-central-1': 'EC2 settings eu-central-1' },
    'aws-rds-instance-events-announced': { 'eu-central-1': 'EC2 settings eu-central-1' },
    'aws-rds-parameter-group-events-announced': {
      'eu-central-1': 'EC2 settings eu-central-1',
      'us-east-1': 'EC2 settings us-east-1',
    },
    'aws-rds-security-group-events-announced': {
      'eu-central-1': 'EC2 settings eu-central-1',
      'us-east-1': 'EC2 settings us-east-1',
    },
    'aws-wafv2-load-balancer-protected': { 'eu-central-1': 'storefront-prod' },
  },
};
