import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { acmCertificateType } from '../../../../providers/aws/resources/acm_certificate/schema.ts';

export const control = defineControl({
  id: 'aws-acm-certificate-transparency-logged',
  version: 1,
  title: 'ACM certificate is in the transparency logs',
  severity: 'low',
  category: 'logging',
  risk: 'Browsers show a warning for public certificates that no transparency log knows, and certificates that somebody else obtained for your name are found through these logs only.',
  advice: {
    console: 'The setting of a certificate is changed with the command line.',
    cli: 'aws acm update-certificate-options --certificate-arn ARN --options CertificateTransparencyLoggingPreference=ENABLED',
    terraform:
      'resource "aws_acm_certificate" "this" {\n  options {\n    certificate_transparency_logging_preference = "ENABLED"\n  }\n}',
    cloudformation: 'CertificateTransparencyLoggingPreference: ENABLED',
  },
  references: ['https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html'],
  resource: acmCertificateType,
  equivalents: ['prowler:acm_certificates_transparency_logs_enabled'],
  withoutFramework: 'No framework that is shipped asks for certificate transparency.',
  evaluate(certificate) {
    if (certificate.Type === 'IMPORTED')
      return notApplicable('Who issued the imported certificate decides about its logging.', 'Type');
    if (certificate.Type === 'PRIVATE')
      return notApplicable('Private certificates are not logged publicly.', 'Type');
    const preference = certificate.CertificateTransparencyLoggingPreference ?? 'ENABLED';
    if (preference === 'ENABLED')
      return pass(
        'Transparency logging is on, which is the default.',
        'CertificateTransparencyLoggingPreference',
      );
    return fail('Transparency logging is off.', 'CertificateTransparencyLoggingPreference');
  },
});
