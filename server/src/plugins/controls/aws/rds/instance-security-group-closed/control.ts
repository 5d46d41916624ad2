import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { securityGroups } from '../../keyed-types.ts';
import { foreignGroup, groupOpenToAll } from '../../network-reach.ts';
import { usualPort } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-security-group-closed',
  version: 1,
  title: 'Security groups of an RDS instance do not let the whole internet in',
  severity: 'high',
  category: 'networking',
  risk: 'A rule for any address on the database port is the only thing between the data and the internet once the instance gets a public address, a load balancer or a peered network.',
  advice: {
    console:
      'EC2 → Security groups → the group → Inbound rules → Edit: replace 0.0.0.0/0 and ::/0 on the database port by the security group of the application.',
    cli: 'aws ec2 revoke-security-group-ingress --group-id GROUP --protocol tcp --port PORT --cidr 0.0.0.0/0',
    terraform:
      'resource "aws_vpc_security_group_ingress_rule" "database" {\n  security_group_id            = aws_security_group.database.id\n  referenced_security_group_id = aws_security_group.application.id\n  ip_protocol                  = "tcp"\n  from_port                    = 5432\n  to_port                      = 5432\n}',
    cloudformation:
      'SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: 5432\n    ToPort: 5432\n    SourceSecurityGroupId: !Ref ApplicationGroup',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html'],
  resource: rdsInstanceType,
  reads: { groups: securityGroups },
  equivalents: ['prowler:rds_instance_no_public_access'],
  evaluate(instance, _subject, { groups }) {
    const ids = instance.VPCSecurityGroups ?? [];
    const port = Number(instance.Port ?? usualPort(instance.Engine) ?? 0);
    if (ids.length === 0)
      return notApplicable('The instance has no VPC security group.', 'VPCSecurityGroups');
    const open = groupOpenToAll(ids, port, groups);
    if (open !== undefined)
      return fail(
        `The security group ${open.group} lets ${open.range} in to port ${port}.`,
        'VPCSecurityGroups',
        'Port',
      );
    const foreign = foreignGroup(ids, groups);
    if (foreign !== undefined)
      return unknown(`The security group ${foreign} belongs to another account.`, 'VPCSecurityGroups');
    return pass(`No security group lets every address in to port ${port}.`, 'VPCSecurityGroups', 'Port');
  },
});
