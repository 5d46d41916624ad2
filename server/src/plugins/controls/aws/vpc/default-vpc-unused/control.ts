import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcType } from '../../../../providers/aws/resources/vpc/schema.ts';
import { networkInterfaces } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-vpc-default-vpc-unused',
  version: 1,
  title: 'Default VPC is not used',
  severity: 'low',
  category: 'networking',
  risk: 'Every subnet of the default VPC is public and gives addresses by itself. Whatever stands there was put on the internet without a decision.',
  advice: {
    console:
      'VPC → Your VPCs → the default VPC: move what its network interfaces belong to, then delete it in each region.',
    cli: 'aws ec2 describe-network-interfaces --filters Name=vpc-id,Values=VPC_ID --query "NetworkInterfaces[].Description"',
    terraform: 'resource "aws_default_vpc" "this" {\n  force_destroy = true\n}',
    cloudformation: '# CloudFormation does not manage default VPCs; delete it by hand when it is empty.',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html'],
  resource: vpcType,
  reads: { interfaces: networkInterfaces },
  equivalents: [],
  withoutFramework: 'Frameworks ask for it only in general words; none of the shipped ones names it.',
  evaluate({ IsDefault, VpcId = '' }, _subject, { interfaces }) {
    if (IsDefault !== true) return notApplicable('It is not a default VPC.', 'IsDefault');
    const users = interfaces.by('VpcId', VpcId);
    if (users.length > 0)
      return fail(
        `${users.length} network interfaces stand in the default VPC, ${users[0]?.configuration.Id} among them.`,
        'VpcId',
      );
    return pass('Nothing stands in the default VPC.', 'VpcId');
  },
});
