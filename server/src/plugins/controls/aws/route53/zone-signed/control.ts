import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { route53HostedZoneType } from '../../../../providers/aws/resources/route53_hosted_zone/schema.ts';

export const control = defineControl({
  id: 'aws-route53-zone-signed',
  version: 1,
  title: 'Public hosted zone is signed by DNSSEC',
  severity: 'medium',
  category: 'networking',
  risk: 'Unsigned answers can be forged on the way: visitors and mail servers then go where an attacker wants, under your name.',
  advice: {
    console:
      'Route 53 → Hosted zones → the zone → DNSSEC signing → Enable, then add the DS record at the registrar.',
    cli: 'aws route53 enable-hosted-zone-dnssec --hosted-zone-id ID',
    terraform:
      'resource "aws_route53_hosted_zone_dnssec" "this" {\n  hosted_zone_id = aws_route53_key_signing_key.this.hosted_zone_id\n}',
    cloudformation: 'Type: AWS::Route53::DNSSEC\nProperties:\n  HostedZoneId: ID',
  },
  references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html'],
  resource: route53HostedZoneType,
  equivalents: [],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(zone) {
    if (zone.HostedZoneConfig?.PrivateZone === true)
      return notApplicable('The zone is private.', 'HostedZoneConfig.PrivateZone');
    const state = zone.DNSSEC?.ServeSignature ?? 'NOT_SIGNING';
    if (state === 'SIGNING') return pass('Answers are signed.', 'DNSSEC.ServeSignature');
    return fail(`Answers are not signed (${state}).`, 'DNSSEC.ServeSignature');
  },
});
