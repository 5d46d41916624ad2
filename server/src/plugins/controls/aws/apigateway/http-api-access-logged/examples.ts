import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with access logs',
      configuration: {
        ProtocolType: 'HTTP',
        Stages: [{ StageName: '$default', AccessLogSettings: { DestinationArn: 'arn:aws:logs' } }],
      },
    },
  ],
  fail: [
    {
      title: 'without',
      configuration: { ProtocolType: 'HTTP', Stages: [{ StageName: '$default', AutoDeploy: true }] },
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
