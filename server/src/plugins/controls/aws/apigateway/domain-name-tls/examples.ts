import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with TLS 1.2', configuration: { SecurityPolicy: 'TLS_1_2' } },
    { title: 'with TLS 1.3', configuration: { SecurityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' } },
  ],
  fail: [{ title: 'with TLS 1.0', configuration: { SecurityPolicy: 'TLS_1_0' } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'SecurityPolicy', reason: 'denied', permission: 'apigateway:GET' }],
      says: 'apigateway:GET',
    },
    { title: 'with a policy of tomorrow', configuration: { SecurityPolicy: 'SecurityPolicy_TLS14' } },
  ],
});
