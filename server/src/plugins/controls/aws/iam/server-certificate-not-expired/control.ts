import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamServerCertificateType } from '../../../../providers/aws/resources/iam_server_certificate/schema.ts';
import { dayOf, daysSince } from '../../identity/days.ts';

export const control = defineControl({
  id: 'aws-iam-server-certificate-not-expired',
  version: 1,
  title: 'No expired certificate is kept in IAM',
  severity: 'medium',
  category: 'identity',
  risk: 'An expired certificate that is still kept is put on a load balancer by mistake one day; visitors then see warnings and learn to click them away.',
  advice: {
    console:
      'IAM shows server certificates by the command line only: delete it there. Keep new certificates in ACM, which renews them.',
    cli: 'aws iam delete-server-certificate --server-certificate-name NAME',
    terraform: '# Remove the resource:\n# resource "aws_iam_server_certificate" "this" { ... }',
    cloudformation: 'Remove the resource of type AWS::IAM::ServerCertificate from the template.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html'],
  resource: iamServerCertificateType,
  dependsOnTime: true,
  equivalents: ['prowler:iam_no_expired_server_certificates_stored'],
  evaluate(it, subject) {
    const since = daysSince(it.Expiration, subject.judgedAt);
    if (since === undefined) return unknown('Until when the certificate is valid is not known.');
    const day = dayOf(it.Expiration);
    if (since >= 0) return fail(`The certificate ended on ${day}.`, 'Expiration');
    return pass(`The certificate is valid until ${day}.`, 'Expiration');
  },
});
