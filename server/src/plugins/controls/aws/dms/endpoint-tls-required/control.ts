import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dmsEndpointType } from '../../../../providers/aws/resources/dms_endpoint/schema.ts';

/** Engines whose way has no SSL mode: services of AWS over HTTPS, and those with settings of their own. */
const otherWays = new Set([
  'dynamodb',
  'kinesis',
  'kafka',
  'neptune',
  'opensearch',
  'elasticsearch',
  'redis',
  's3',
  'timestream',
]);

export const control = defineControl({
  id: 'aws-dms-endpoint-tls-required',
  version: 1,
  title: 'DMS endpoint connects by TLS',
  severity: 'high',
  category: 'encryption',
  risk: 'A migration carries whole tables between networks. Without TLS everything, passwords included, is readable on the way.',
  advice: {
    console: 'DMS → Endpoints → the endpoint → Modify → SSL mode: require, verify-ca or verify-full.',
    cli: 'aws dms modify-endpoint --endpoint-arn ARN --ssl-mode verify-full --certificate-arn CERTIFICATE',
    terraform:
      'resource "aws_dms_endpoint" "this" {\n  ssl_mode        = "verify-full"\n  certificate_arn = aws_dms_certificate.this.certificate_arn\n}',
    cloudformation: 'SslMode: verify-full\nCertificateArn: !Ref Certificate',
  },
  references: ['https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html'],
  resource: dmsEndpointType,
  equivalents: ['prowler:dms_endpoint_ssl_enabled'],
  evaluate(endpoint) {
    const engine = endpoint.EngineName;
    if (engine !== undefined && otherWays.has(engine))
      return notApplicable(`The SSL mode says nothing of ${engine}.`, 'EngineName');
    const mode = endpoint.SslMode ?? 'none';
    if (mode === 'none') return fail('The SSL mode is none.', 'SslMode', 'EngineName');
    return pass(`The SSL mode is ${mode}.`, 'SslMode', 'EngineName');
  },
});
