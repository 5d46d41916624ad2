import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with HTTPS and TLS 1.2',
      configuration: {
        DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-2019-07' },
      },
    },
  ],
  fail: [
    { title: 'with plain HTTP', configuration: { DomainEndpointOptions: { EnforceHTTPS: false } } },
    {
      title: 'with TLS 1.0',
      configuration: {
        DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-0-2019-07' },
      },
      says: 'TLS 1.0',
    },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose DomainEndpointOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'DomainEndpointOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
    { title: 'without a known TLS policy', configuration: { DomainEndpointOptions: { EnforceHTTPS: true } } },
  ],
});
