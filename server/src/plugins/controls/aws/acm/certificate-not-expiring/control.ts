import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { acmCertificateType } from '../../../../providers/aws/resources/acm_certificate/schema.ts';

const leastDays = 30;
const dayMilliseconds = 86_400_000;
/** There is no certificate yet, or there will never be one. */
const neverIssued = new Set(['PENDING_VALIDATION', 'VALIDATION_TIMED_OUT', 'FAILED']);

export const control = defineControl({
  id: 'aws-acm-certificate-not-expiring',
  version: 1,
  title: 'ACM certificate is valid for another 30 days',
  severity: 'high',
  category: 'encryption',
  risk:
    'When a certificate runs out, browsers and programs refuse the connection and the service stands still. ' +
    'Imported certificates are not renewed by AWS, and issued ones only while their validation still works.',
  advice: {
    console:
      'ACM → the certificate: look at the renewal status and mend the validation record, or import a new certificate.',
    cli: 'aws acm import-certificate --certificate-arn ARN --certificate fileb://cert.pem --private-key fileb://key.pem --certificate-chain fileb://chain.pem',
    terraform:
      'resource "aws_acm_certificate" "this" {\n  domain_name       = "example.com"\n  validation_method = "DNS"\n}',
    cloudformation: 'ValidationMethod: DNS',
  },
  references: ['https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html'],
  resource: acmCertificateType,
  dependsOnTime: true,
  equivalents: ['prowler:acm_certificates_expiration_check'],
  evaluate(certificate, subject) {
    const { NotAfter: end, Status: status } = certificate;
    if (status !== undefined && neverIssued.has(status))
      return notApplicable(`The certificate was not issued: its status is ${status}.`, 'Status');
    if (status === 'REVOKED') return fail('The certificate was revoked.', 'Status');
    if (end === undefined) {
      if (status === 'EXPIRED') return fail('The certificate has expired.', 'Status');
      return unknown('AWS does not say until when the certificate is valid.', 'Status');
    }
    const days = Math.floor((Date.parse(end) - subject.judgedAt.getTime()) / dayMilliseconds);
    const day = end.slice(0, 10);
    if (days < 0) return fail(`The certificate expired on ${day}.`, 'NotAfter', 'Status');
    const renewal = certificate.RenewalSummary?.RenewalStatus;
    const standing = renewal === undefined ? '' : ` The renewal is ${renewal}.`;
    const text = `The certificate is valid until ${day}, another ${days} days.${standing}`;
    return days >= leastDays
      ? pass(text, 'NotAfter', 'RenewalSummary')
      : fail(text, 'NotAfter', 'RenewalSummary');
  },
});
