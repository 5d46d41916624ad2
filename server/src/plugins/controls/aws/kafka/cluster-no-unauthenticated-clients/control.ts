import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { mskClusterType } from '../../../../providers/aws/resources/msk_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-kafka-cluster-no-unauthenticated-clients',
  version: 1,
  title: 'MSK cluster asks every client who it is',
  severity: 'critical',
  category: 'identity',
  risk: 'Where clients need no name every machine that reaches the brokers reads and writes every topic.',
  advice: {
    console:
      'MSK → the cluster → Actions → Edit security settings → Access control: IAM, SASL/SCRAM or TLS; clear Unauthenticated access.',
    cli: 'aws kafka update-security --cluster-arn ARN --current-version VERSION --client-authentication \'{"Sasl":{"Iam":{"Enabled":true}},"Unauthenticated":{"Enabled":false}}\'',
    terraform:
      'resource "aws_msk_cluster" "this" {\n  client_authentication {\n    unauthenticated = false\n    sasl {\n      iam = true\n    }\n  }\n}',
    cloudformation:
      'ClientAuthentication:\n  Sasl:\n    Iam:\n      Enabled: true\n  Unauthenticated:\n    Enabled: false',
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/kafka_apis_iam.html'],
  resource: mskClusterType,
  equivalents: ['prowler:kafka_cluster_unrestricted_access_disabled'],
  evaluate(cluster) {
    if (cluster.ClusterType === 'SERVERLESS')
      return pass('Serverless clusters ask every client for IAM.', 'ClusterType');
    const clients = cluster.ClientAuthentication;
    if (clients?.Unauthenticated?.Enabled === true)
      return fail('Clients may connect without a name.', 'ClientAuthentication.Unauthenticated');
    const ways = [
      clients?.Sasl?.Iam?.Enabled === true && 'IAM',
      clients?.Sasl?.Scram?.Enabled === true && 'SASL/SCRAM',
      clients?.Tls?.Enabled === true && 'TLS certificates',
    ].filter((way) => way !== false);
    if (ways.length === 0)
      return fail('No way of asking clients who they are is on.', 'ClientAuthentication');
    return pass(`Clients sign in by ${ways.join(', ')}.`, 'ClientAuthentication');
  },
});
