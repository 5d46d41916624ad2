import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { acmCertificateType } from '../../../../providers/aws/resources/acm_certificate/schema.ts';

const strong = new Set(['RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1']);

export const control = defineControl({
  id: 'aws-acm-certificate-key-strong',
  version: 1,
  title: 'ACM certificate has a strong key',
  severity: 'high',
  category: 'encryption',
  risk: 'RSA keys of 1,024 bits can be broken with the means of a well-equipped attacker, who then poses as your service.',
  advice: {
    console:
      'ACM → Import certificate, or Request certificate, with RSA 2048 or an elliptic curve; then replace the old one where it is used.',
    cli: 'aws acm request-certificate --domain-name example.com --validation-method DNS --key-algorithm EC_prime256v1',
    terraform:
      'resource "aws_acm_certificate" "this" {\n  domain_name       = "example.com"\n  validation_method = "DNS"\n  key_algorithm     = "EC_prime256v1"\n}',
    cloudformation: 'KeyAlgorithm: EC_prime256v1',
  },
  references: ['https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html'],
  resource: acmCertificateType,
  equivalents: ['prowler:acm_certificates_with_secure_key_algorithms'],
  evaluate(certificate) {
    const algorithm = certificate.KeyAlgorithm;
    if (algorithm === undefined) return unknown('AWS does not say which key the certificate has.');
    if (strong.has(algorithm)) return pass(`The key is ${algorithm}.`, 'KeyAlgorithm');
    return fail(`The key is ${algorithm}.`, 'KeyAlgorithm');
  },
});
