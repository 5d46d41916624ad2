import type { PlantedGroup } from './planted-group.ts';

export const farRegions: PlantedGroup = {
  why: 'The edge in Asia and the region for emergencies were built by the network team alone, without guards.',
  faults: {
    'aws-accessanalyzer-region-watched': {
      'ap-southeast-1': 'EC2 settings ap-southeast-1',
      'us-west-2': 'EC2 settings us-west-2',
    },
    'aws-backup-recovery-points-encrypted': { 'us-west-2': 'halden-nightly' },
    'aws-backup-vault-keeps-recovery-points': { 'us-west-2': 'halden-nightly' },
    'aws-config-recorder-in-every-region': { 'ap-southeast-1': 'EC2 settings ap-southeast-1' },
    'aws-ec2-security-group-used': { 'ap-southeast-1': 'sg-database-edge' },
    'aws-guardduty-detector-centrally-managed': { 'us-west-2': '…' },
    'aws-guardduty-detector-eks-audit-logs': { 'us-west-2': '…' },
    'aws-guardduty-detector-lambda-protection': { 'us-west-2': '…' },
    'aws-guardduty-detector-malware-protection': { 'us-west-2': '…' },
    'aws-guardduty-detector-rds-protection': { 'us-west-2': '…' },
    'aws-guardduty-detector-runtime-monitoring': { 'us-west-2': '…' },
    'aws-guardduty-detector-s3-protection': { 'us-west-2': '…' },
    'aws-guardduty-enabled-in-every-region': { 'ap-southeast-1': 'EC2 settings ap-southeast-1' },
    'aws-inspector-enabled-in-every-region': {
      'ap-southeast-1': 'Inspector ap-southeast-1',
      'us-west-2': 'Inspector us-west-2',
    },
    'aws-kms-key-rotated': { 'ap-southeast-1': 'halden-data', 'us-west-2': 'halden-data' },
    'aws-macie-automated-discovery': {
      'ap-southeast-1': 'Macie ap-southeast-1',
      'us-west-2': 'Macie us-west-2',
    },
    'aws-macie-enabled-in-every-region': {
      'ap-southeast-1': 'Macie ap-southeast-1',
      'us-west-2': 'Macie us-west-2',
    },
    'aws-rds-instance-events-announced': { 'us-west-2': 'EC2 settings us-west-2' },
    'aws-rds-parameter-group-events-announced': { 'us-west-2': 'EC2 settings us-west-2' },
    'aws-rds-security-group-events-announced': { 'us-west-2': 'EC2 settings us-west-2' },
    'aws-securityhub-enabled-in-every-region': {
      'ap-southeast-1': 'Security Hub ap-southeast-1',
      'us-west-2': 'Security Hub us-west-2',
    },
    'aws-securityhub-standards-enabled': {
      'ap-southeast-1': 'Security Hub ap-southeast-1',
      'us-west-2': 'Security Hub us-west-2',
    },
    'aws-wafv2-load-balancer-protected': {
      'ap-southeast-1': 'storefront-edge',
      'us-west-2': 'storefront-dr',
    },
  },
};
