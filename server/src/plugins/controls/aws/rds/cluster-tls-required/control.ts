import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { rdsParameterGroups } from '../../keyed-types.ts';
import { otherFamily } from '../engines.ts';
import { tlsRequired } from '../tls-parameter.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-tls-required',
  version: 1,
  title: 'RDS cluster refuses connections without TLS',
  severity: 'high',
  category: 'encryption',
  risk: 'As long as plain connections are accepted, some client uses one: passwords and data cross the network readable for everybody on the way.',
  advice: {
    console:
      'RDS → Parameter groups → the cluster parameter group → rds.force_ssl = 1. A default group must be replaced by one of your own.',
    cli: 'aws rds modify-db-cluster-parameter-group --db-cluster-parameter-group-name GROUP --parameters ParameterName=rds.force_ssl,ParameterValue=1,ApplyMethod=pending-reboot',
    terraform:
      'resource "aws_rds_cluster_parameter_group" "this" {\n  family = "aurora-postgresql16"\n  parameter {\n    name  = "rds.force_ssl"\n    value = "1"\n  }\n}',
    cloudformation: "Parameters:\n  rds.force_ssl: '1'",
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html'],
  resource: rdsClusterType,
  reads: { groups: rdsParameterGroups },
  equivalents: ['prowler:rds_instance_transport_encrypted'],
  evaluate(cluster, subject, { groups }) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    return tlsRequired(
      cluster.Engine,
      cluster.DBClusterParameterGroupName,
      'cluster',
      subject.region,
      groups,
    );
  },
});
