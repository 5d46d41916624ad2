import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with such a policy', configuration: { SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PQ_2025_09' } },
  ],
  fail: [{ title: 'with TLS 1.2', configuration: { SecurityPolicy: 'TLS_1_2' } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'SecurityPolicy', reason: 'denied', permission: 'apigateway:GET' }],
      says: 'apigateway:GET',
    },
  ],
});
