import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';

const dayMs = 86_400_000;
/** Authorities of RDS that have expired: the page on rotating certificates. */
const expiredAuthorities = new Set(['rds-ca-2015', 'rds-ca-2019']);

export const control = defineControl({
  id: 'aws-rds-instance-certificate-current',
  version: 1,
  title: 'Server certificate of an RDS instance is current',
  severity: 'high',
  category: 'encryption',
  risk: 'When the certificate or its authority expires, clients that check it cannot connect any more. The usual reaction is to switch the check off.',
  advice: {
    console:
      'RDS → the instance → Modify → Certificate authority: rds-ca-rsa2048-g1 or newer, after clients trust it.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --ca-certificate-identifier rds-ca-rsa2048-g1 --apply-immediately',
    terraform: 'resource "aws_db_instance" "this" {\n  ca_cert_identifier = "rds-ca-rsa2048-g1"\n}',
    cloudformation: 'CACertificateIdentifier: rds-ca-rsa2048-g1',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL-certificate-rotation.html',
  ],
  resource: rdsInstanceType,
  dependsOnTime: true,
  equivalents: ['prowler:rds_instance_certificate_expiration'],
  evaluate(instance, subject) {
    const authority = instance.CACertificateIdentifier;
    if (authority !== undefined && expiredAuthorities.has(authority))
      return fail(`The certificate authority ${authority} has expired.`, 'CACertificateIdentifier');
    const until = instance.CertificateDetails?.ValidTill;
    if (until === undefined)
      return unknown('RDS does not say how long the certificate is valid.', 'CertificateDetails');
    const days = Math.floor((Date.parse(until) - subject.judgedAt.getTime()) / dayMs);
    if (days < 0) return fail(`The certificate expired on ${until.slice(0, 10)}.`, 'CertificateDetails');
    if (days < 30)
      return fail(`The certificate expires in ${days} days, on ${until.slice(0, 10)}.`, 'CertificateDetails');
    return pass(`The certificate is valid until ${until.slice(0, 10)}.`, 'CertificateDetails');
  },
});
