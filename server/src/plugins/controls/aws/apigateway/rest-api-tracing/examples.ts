import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that is traced', configuration: { Stages: [{ StageName: 'prod', TracingEnabled: true }] } },
  ],
  fail: [
    { title: 'that is not', configuration: { Stages: [{ StageName: 'prod', TracingEnabled: false }] } },
    {
      title: 'with one good stage and one bad',
      configuration: {
        Stages: [
          { StageName: 'prod', TracingEnabled: true },
          { StageName: 'dev', TracingEnabled: false },
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
