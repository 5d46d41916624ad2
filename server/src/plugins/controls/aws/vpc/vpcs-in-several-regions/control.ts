import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { vpcType } from '../../../../providers/aws/resources/vpc/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-vpcs-in-several-regions',
  version: 1,
  title: 'The account has networks in more than one region',
  severity: 'low',
  category: 'resilience',
  risk: 'When everything stands in one region, an outage of that region stops the whole business, and there is no prepared network to move to.',
  advice: {
    console:
      'VPC → choose a second region → Create VPC, with the ranges, groups and endpoints that the first one has.',
    cli: 'aws ec2 create-vpc --region eu-west-1 --cidr-block 10.60.0.0/16',
    terraform:
      'provider "aws" {\n  alias  = "second"\n  region = "eu-west-1"\n}\n\nresource "aws_vpc" "second" {\n  provider   = aws.second\n  cidr_block = "10.60.0.0/16"\n}',
    cloudformation:
      '# Deploy the network template to a second region with a stack set:\nType: AWS::CloudFormation::StackSet\nProperties:\n  StackInstancesGroup:\n    - Regions: [us-east-1, eu-west-1]',
  },
  references: [
    'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html',
  ],
  resource: iamAccountType,
  reads: { vpcs: vpcType },
  equivalents: ['prowler:vpc_different_regions'],
  evaluate(_account, _subject, { vpcs }) {
    const first = vpcs.find(({ configuration }) => configuration.IsDefault !== true);
    if (first === undefined) return notApplicable('The account has no VPC but the default ones.');
    const second = vpcs.find(
      ({ configuration, region }) => configuration.IsDefault !== true && region !== first.region,
    );
    if (second === undefined) return fail(`All VPCs that somebody made are in ${first.region}.`);
    return pass(`There are VPCs in ${first.region} and in ${second.region}.`);
  },
});
