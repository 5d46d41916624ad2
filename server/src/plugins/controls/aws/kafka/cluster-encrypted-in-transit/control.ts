import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { mskClusterType } from '../../../../providers/aws/resources/msk_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-kafka-cluster-encrypted-in-transit',
  version: 1,
  title: 'MSK cluster accepts and exchanges data by TLS only',
  severity: 'high',
  category: 'encryption',
  risk: 'Events carry the data of the whole company. In plain text everybody on the way, and between the brokers, reads them.',
  advice: {
    console:
      'MSK → the cluster → Actions → Edit security settings → Encryption: TLS only. Encryption within the cluster is chosen when it is made.',
    cli: 'aws kafka update-security --cluster-arn ARN --current-version VERSION --encryption-info \'{"EncryptionInTransit":{"ClientBroker":"TLS"}}\'',
    terraform:
      'resource "aws_msk_cluster" "this" {\n  encryption_info {\n    encryption_in_transit {\n      client_broker = "TLS"\n      in_cluster    = true\n    }\n  }\n}',
    cloudformation: 'EncryptionInfo:\n  EncryptionInTransit:\n    ClientBroker: TLS\n    InCluster: true',
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html'],
  resource: mskClusterType,
  equivalents: ['prowler:kafka_cluster_in_transit_encryption_enabled'],
  evaluate(cluster) {
    if (cluster.ClusterType === 'SERVERLESS')
      return pass('Serverless clusters accept TLS only.', 'ClusterType');
    const transit = cluster.EncryptionInfo?.EncryptionInTransit;
    const clients = transit?.ClientBroker ?? 'TLS';
    if (clients !== 'TLS')
      return fail(`Clients may connect by ${clients}.`, 'EncryptionInfo.EncryptionInTransit');
    if (transit?.InCluster === false)
      return fail('Brokers exchange data in plain text.', 'EncryptionInfo.EncryptionInTransit');
    return pass(
      transit === undefined ? 'Only TLS is used, as by default.' : 'Only TLS is used.',
      'EncryptionInfo.EncryptionInTransit',
    );
  },
});
