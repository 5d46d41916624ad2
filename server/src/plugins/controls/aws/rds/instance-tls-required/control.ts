import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { rdsParameterGroups } from '../../keyed-types.ts';
import { inCluster } from '../engines.ts';
import { tlsRequired } from '../tls-parameter.ts';

export const control = defineControl({
  id: 'aws-rds-instance-tls-required',
  version: 1,
  title: 'RDS instance refuses connections without TLS',
  severity: 'high',
  category: 'encryption',
  risk: 'As long as plain connections are accepted, some client uses one: passwords and data cross the network readable for everybody on the way.',
  advice: {
    console:
      'RDS → Parameter groups → the group of the instance → Edit: rds.force_ssl = 1 (PostgreSQL, SQL Server) or require_secure_transport = ON (MySQL, MariaDB). A default group must be replaced by one of your own.',
    cli: 'aws rds modify-db-parameter-group --db-parameter-group-name GROUP --parameters ParameterName=rds.force_ssl,ParameterValue=1,ApplyMethod=pending-reboot',
    terraform:
      'resource "aws_db_parameter_group" "this" {\n  family = "postgres16"\n  parameter {\n    name  = "rds.force_ssl"\n    value = "1"\n  }\n}',
    cloudformation: "Parameters:\n  rds.force_ssl: '1'",
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.html',
  ],
  resource: rdsInstanceType,
  reads: { groups: rdsParameterGroups },
  equivalents: ['prowler:rds_instance_transport_encrypted'],
  evaluate(instance, subject, { groups }) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    return tlsRequired(instance.Engine, instance.DBParameterGroupName, 'instance', subject.region, groups);
  },
});
