import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with IAM',
      configuration: {
        Methods: [
          { ResourcePath: '/a', HttpMethod: 'GET', AuthorizationType: 'AWS_IAM' },
          { ResourcePath: '/a', HttpMethod: 'OPTIONS', AuthorizationType: 'NONE' },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'with an open method',
      configuration: { Methods: [{ ResourcePath: '/a', HttpMethod: 'GET', AuthorizationType: 'NONE' }] },
      says: 'GET /a',
    },
    {
      title: 'whose method asks for a key only',
      configuration: {
        Methods: [
          { ResourcePath: '/a', HttpMethod: 'POST', AuthorizationType: 'NONE', ApiKeyRequired: true },
        ],
      },
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Methods', reason: 'denied', permission: 'apigateway:GET' }],
      says: 'apigateway:GET',
    },
  ],
  not_applicable: [{ title: 'without a method', configuration: {} }],
});
