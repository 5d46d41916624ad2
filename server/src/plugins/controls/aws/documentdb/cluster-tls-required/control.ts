import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { rdsParameterGroups } from '../../keyed-types.ts';
import { otherFamily } from '../../rds/engines.ts';
import { tlsRequired } from '../../rds/tls-parameter.ts';

export const control = defineControl({
  id: 'aws-documentdb-cluster-tls-required',
  version: 1,
  title: 'DocumentDB cluster refuses connections without TLS',
  severity: 'high',
  category: 'encryption',
  risk: 'As long as plain connections are accepted, some client uses one: passwords and data cross the network readable for everybody on the way.',
  advice: {
    console:
      'DocumentDB → Parameter groups → the cluster parameter group → tls = enabled. A default group must be replaced by one of your own.',
    cli: 'aws docdb modify-db-cluster-parameter-group --db-cluster-parameter-group-name GROUP --parameters ParameterName=tls,ParameterValue=enabled,ApplyMethod=pending-reboot',
    terraform:
      'resource "aws_docdb_cluster_parameter_group" "this" {\n  family = "docdb5.0"\n  parameter {\n    name  = "tls"\n    value = "enabled"\n  }\n}',
    cloudformation: "Parameters:\n  tls: 'enabled'",
  },
  references: ['https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html'],
  resource: rdsClusterType,
  reads: { groups: rdsParameterGroups },
  equivalents: [],
  withoutFramework: 'No check of the mapped frameworks looks at this parameter of DocumentDB.',
  evaluate(cluster, subject, { groups }) {
    const other = otherFamily(cluster, 'DocumentDB');
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
