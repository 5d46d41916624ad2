import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a token',
      configuration: { ProtocolType: 'HTTP', Routes: [{ RouteKey: 'GET /a', AuthorizationType: 'JWT' }] },
    },
    {
      title: 'whose socket is authorised',
      configuration: {
        ProtocolType: 'WEBSOCKET',
        Routes: [
          { RouteKey: '$connect', AuthorizationType: 'CUSTOM' },
          { RouteKey: 'send', AuthorizationType: 'NONE' },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'with an open route',
      configuration: { ProtocolType: 'HTTP', Routes: [{ RouteKey: 'GET /a', AuthorizationType: 'NONE' }] },
      says: 'GET /a',
    },
    {
      title: 'whose socket is open',
      configuration: { ProtocolType: 'WEBSOCKET', Routes: [{ RouteKey: 'send' }] },
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Routes', reason: 'denied', permission: 'apigateway:GET' }],
      says: 'apigateway:GET',
    },
  ],
  not_applicable: [{ title: 'without a route', configuration: { ProtocolType: 'HTTP' } }],
});
