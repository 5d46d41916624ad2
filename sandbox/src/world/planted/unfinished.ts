import type { PlantedGroup } from './planted-group.ts';

export const unfinished: PlantedGroup = {
  why: 'Work that was begun in production and never finished.',
  faults: {
    'aws-ec2-elastic-ip-associated': { 'eu-central-1': 'eip-bastion-prod', 'us-east-1': 'eip-bastion-prod' },
    'aws-ec2-instance-managed': { 'eu-central-1': 'bastion-prod-01', 'us-east-1': 'bastion-prod-01' },
    'aws-ec2-launch-template-imdsv2': { 'eu-central-1': 'search-prod', 'us-east-1': 'search-prod' },
    'aws-eks-cluster-version-supported': { 'eu-central-1': 'halden-prod-eu' },
    'aws-elasticache-clients-authenticated': { 'eu-central-1': 'sessions-eu' },
    'aws-elasticache-encrypted-in-transit': { 'eu-central-1': 'sessions-eu' },
    'aws-ssm-instance-patches-compliant': { 'us-east-1': 'ip-….us-east-1.compute.internal' },
    'aws-stepfunctions-state-machine-logged': { 'eu-central-1': 'nightly-import' },
    'aws-stepfunctions-state-machine-traced': { 'eu-central-1': 'nightly-import' },
    'aws-vpc-vpn-tunnels-up': { 'us-east-1': 'warehouse' },
  },
};
