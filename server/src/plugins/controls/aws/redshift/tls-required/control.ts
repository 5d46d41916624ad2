import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-redshift-tls-required',
  version: 1,
  title: 'Redshift cluster refuses connections without TLS',
  severity: 'high',
  category: 'encryption',
  risk: 'As long as plain connections are accepted, some client uses one: passwords and results cross the network readable.',
  advice: {
    console:
      'Redshift → Configurations → Workload management → the parameter group → Parameters → require_ssl = true. Then reboot the cluster.',
    cli: 'aws redshift modify-cluster-parameter-group --parameter-group-name GROUP --parameters ParameterName=require_ssl,ParameterValue=true',
    terraform:
      'resource "aws_redshift_parameter_group" "this" {\n  family = "redshift-1.0"\n  parameter {\n    name  = "require_ssl"\n    value = "true"\n  }\n}',
    cloudformation: "Parameters:\n  - ParameterName: require_ssl\n    ParameterValue: 'true'",
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_in_transit_encryption_enabled'],
  evaluate(cluster) {
    const value = cluster.SecurityParameters?.find(
      ({ ParameterName }) => ParameterName === 'require_ssl',
    )?.ParameterValue;
    if (value === undefined)
      return unknown('The parameter group gives require_ssl no value.', 'ClusterParameterGroupName');
    if (value.toLowerCase() === 'true')
      return pass('require_ssl is true.', 'SecurityParameters', 'ClusterParameterGroupName');
    return fail(`require_ssl is ${value}.`, 'SecurityParameters', 'ClusterParameterGroupName');
  },
});
