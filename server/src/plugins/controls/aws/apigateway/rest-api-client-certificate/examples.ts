import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a certificate',
      configuration: { Stages: [{ StageName: 'prod', ClientCertificateId: 'abc' }] },
    },
  ],
  fail: [
    { title: 'without', configuration: { Stages: [{ StageName: 'prod', TracingEnabled: true }] } },
    {
      title: 'with one good stage and one bad',
      configuration: {
        Stages: [
          { StageName: 'prod', ClientCertificateId: 'abc' },
          { StageName: 'dev', TracingEnabled: true },
        ],
      },
      says: 'dev',
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Stages', reason: 'denied', permission: 'apigateway:GET' }],
      says: 'apigateway:GET',
    },
  ],
  not_applicable: [{ title: 'without a stage', configuration: {} }],
});
