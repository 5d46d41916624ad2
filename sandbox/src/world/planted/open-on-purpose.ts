import type { PlantedGroup } from './planted-group.ts';

export const openOnPurpose: PlantedGroup = {
  why: 'The shop faces the internet: its balancers, machines, pages and public subnets are open because they are meant to be.',
  faults: {
    'aws-apigateway-http-api-authorised': { 'us-east-1': 'mobile-backend' },
    'aws-apigateway-rest-api-not-public': { 'us-east-1': 'partner-orders, stock-demo' },
    'aws-cloudfront-geo-restricted': { global: 'www.halden.example' },
    'aws-ec2-instance-no-public-address': {
      'ap-southeast-1': 'web-edge-01, web-edge-02',
      'eu-central-1': 'bastion-prod-01, web-prod-01, web-prod-02, web-prod-03',
      'us-east-1': 'bastion-prod-01, web-prod-01, web-prod-02, web-prod-03, web-prod-04',
      'us-west-2': 'web-dr-01, web-dr-02',
    },
    'aws-ec2-instance-public-without-profile': {
      'ap-southeast-1': 'web-edge-01, web-edge-02',
      'eu-central-1': 'bastion-prod-01, web-prod-01, web-prod-02, web-prod-03',
      'us-east-1': 'bastion-prod-01, web-prod-01, web-prod-02, web-prod-03, web-prod-04',
      'us-west-2': 'web-dr-01, web-dr-02',
    },
    'aws-elbv2-internal': {
      'ap-southeast-1': 'storefront-edge',
      'eu-central-1': 'storefront-prod',
      'us-east-1': 'storefront-prod',
      'us-west-2': 'storefront-dr',
    },
    'aws-vpc-subnet-no-public-addresses': {
      'ap-southeast-1': 'public-edge-a, public-edge-b',
      'eu-central-1': 'public-prod-a, public-prod-b, subnet-… ×2',
      'us-east-1': 'public-prod-a, public-prod-b, public-prod-c, subnet-… ×3',
      'us-west-2': 'public-dr-a, public-dr-b',
    },
  },
};
