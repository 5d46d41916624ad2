import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { mskClusterType } from '../../../../providers/aws/resources/msk_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-kafka-cluster-not-public',
  version: 1,
  title: 'Brokers of an MSK cluster have no public address',
  severity: 'critical',
  category: 'networking',
  risk: 'Brokers on the internet are found by scanners. One weak way of signing in then opens every topic.',
  advice: {
    console: 'MSK → the cluster → Properties → Networking settings → Edit public access: off.',
    cli: 'aws kafka update-connectivity --cluster-arn ARN --current-version VERSION --connectivity-info \'{"PublicAccess":{"Type":"DISABLED"}}\'',
    terraform:
      'resource "aws_msk_cluster" "this" {\n  broker_node_group_info {\n    connectivity_info {\n      public_access {\n        type = "DISABLED"\n      }\n    }\n  }\n}',
    cloudformation: 'BrokerNodeGroupInfo:\n  ConnectivityInfo:\n    PublicAccess:\n      Type: DISABLED',
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html'],
  resource: mskClusterType,
  equivalents: ['prowler:kafka_cluster_is_public'],
  evaluate(cluster) {
    if (cluster.ClusterType === 'SERVERLESS')
      return pass('Serverless clusters have no public addresses.', 'ClusterType');
    const type = cluster.BrokerNodeGroupInfo?.ConnectivityInfo?.PublicAccess?.Type ?? 'DISABLED';
    if (type === 'DISABLED')
      return pass('Brokers have no public addresses.', 'BrokerNodeGroupInfo.ConnectivityInfo');
    return fail(`Public access is ${type}.`, 'BrokerNodeGroupInfo.ConnectivityInfo');
  },
});
