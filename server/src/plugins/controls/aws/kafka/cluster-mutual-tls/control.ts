import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { mskClusterType } from '../../../../providers/aws/resources/msk_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-kafka-cluster-mutual-tls',
  version: 1,
  title: 'MSK cluster knows its clients by certificates or IAM',
  severity: 'medium',
  category: 'identity',
  risk: 'Passwords of SASL/SCRAM are shared and live long. Certificates and IAM belong to one client and can be taken away.',
  advice: {
    console:
      'MSK → the cluster → Actions → Edit security settings → Access control: TLS client authentication, or IAM role-based authentication.',
    cli: 'aws kafka update-security --cluster-arn ARN --current-version VERSION --client-authentication \'{"Tls":{"Enabled":true,"CertificateAuthorityArnList":["ARN"]}}\'',
    terraform:
      'resource "aws_msk_cluster" "this" {\n  client_authentication {\n    tls {\n      certificate_authority_arns = [aws_acmpca_certificate_authority.this.arn]\n    }\n  }\n}',
    cloudformation:
      'ClientAuthentication:\n  Tls:\n    Enabled: true\n    CertificateAuthorityArnList:\n      - !Ref Authority',
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html'],
  resource: mskClusterType,
  equivalents: ['prowler:kafka_cluster_mutual_tls_authentication_enabled'],
  evaluate(cluster) {
    if (cluster.ClusterType === 'SERVERLESS')
      return pass('Serverless clusters know their clients by IAM.', 'ClusterType');
    const clients = cluster.ClientAuthentication;
    if (clients?.Tls?.Enabled === true) return pass('Clients have certificates.', 'ClientAuthentication.Tls');
    if (clients?.Sasl?.Iam?.Enabled === true)
      return pass('Clients sign in by IAM.', 'ClientAuthentication.Sasl');
    return fail('Clients have neither certificates nor IAM.', 'ClientAuthentication');
  },
});
