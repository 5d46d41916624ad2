import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that signs', configuration: { DNSSEC: { ServeSignature: 'SIGNING' } } }],
  fail: [
    { title: 'that does not', configuration: { DNSSEC: { ServeSignature: 'NOT_SIGNING' } } },
    {
      title: 'whose key fails',
      configuration: { DNSSEC: { ServeSignature: 'ACTION_NEEDED' } },
      says: 'ACTION_NEEDED',
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'DNSSEC', reason: 'denied', permission: 'route53:GetDNSSEC' }],
      says: 'route53:GetDNSSEC',
    },
  ],
  not_applicable: [{ title: 'that is private', configuration: { HostedZoneConfig: { PrivateZone: true } } }],
});
