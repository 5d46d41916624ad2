import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';

export const control = defineControl({
  id: 'aws-rds-instance-inside-vpc',
  version: 1,
  title: 'RDS instance lives in a VPC',
  severity: 'high',
  category: 'networking',
  risk: 'Outside a VPC there are no private addresses, no network lists and no flow logs: only the old database security groups stand before the data.',
  advice: {
    console: 'RDS → the instance → Modify → Connectivity → choose a subnet group of a VPC.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --db-subnet-group-name GROUP --vpc-security-group-ids SG --apply-immediately',
    terraform:
      'resource "aws_db_instance" "this" {\n  db_subnet_group_name   = aws_db_subnet_group.this.name\n  vpc_security_group_ids = [aws_security_group.database.id]\n}',
    cloudformation: 'DBSubnetGroupName: !Ref SubnetGroup\nVPCSecurityGroups:\n  - !Ref DatabaseGroup',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_inside_vpc'],
  evaluate(instance) {
    const vpc = instance.DBSubnetGroup?.VpcId;
    if (vpc !== undefined) return pass(`The instance is in ${vpc}.`, 'DBSubnetGroup.VpcId');
    if ((instance.DBSecurityGroups ?? []).length > 0)
      return fail('The instance has database security groups and no VPC.', 'DBSecurityGroups');
    return unknown('RDS names no subnet group of the instance.', 'DBSubnetGroup');
  },
});
