import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that logs errors',
      configuration: {
        Stages: [{ StageName: 'prod', MethodSettings: [{ ResourcePath: '*/*', LoggingLevel: 'ERROR' }] }],
      },
    },
  ],
  fail: [
    {
      title: 'that logs nothing',
      configuration: {
        Stages: [{ StageName: 'prod', MethodSettings: [{ ResourcePath: '*/*', LoggingLevel: 'OFF' }] }],
      },
    },
    {
      title: 'that logs one method',
      configuration: {
        Stages: [
          { StageName: 'prod', MethodSettings: [{ ResourcePath: '~1orders/GET', LoggingLevel: 'INFO' }] },
        ],
      },
    },
    {
      title: 'with one good stage and one bad',
      configuration: {
        Stages: [
          { StageName: 'prod', MethodSettings: [{ ResourcePath: '*/*', LoggingLevel: 'ERROR' }] },
          { StageName: 'dev', MethodSettings: [{ ResourcePath: '*/*', LoggingLevel: 'OFF' }] },
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
