import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a web ACL',
      configuration: {
        Stages: [
          { StageName: 'prod', WebAclArn: 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/a/b' },
        ],
      },
    },
  ],
  fail: [
    { title: 'without', configuration: { Stages: [{ StageName: 'prod', TracingEnabled: true }] } },
    {
      title: 'with one good stage and one bad',
      configuration: {
        Stages: [
          { StageName: 'prod', WebAclArn: 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/a/b' },
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
  not_applicable: [
    { title: 'without a stage', configuration: {} },
    {
      title: 'that is private',
      configuration: { EndpointConfiguration: { Types: ['PRIVATE'] }, Stages: [{ StageName: 'prod' }] },
    },
  ],
});
