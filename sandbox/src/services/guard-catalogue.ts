import { apiGatewayOperations, apiGatewayV2Operations } from './api-gateway.ts';
import { cloudwatchOperations } from './monitoring.ts';
import { route53Operations } from './route53.ts';
import type { ServiceDefinition } from './service.ts';
import { stepFunctionsOperations } from './step-functions.ts';
import {
  guarddutyOperations,
  inspectorOperations,
  macieOperations,
  securityhubOperations,
} from './threat-detection.ts';
import { wafv2Operations } from './wafv2.ts';

const service = (
  id: string,
  protocol: ServiceDefinition['protocol'],
  load: ServiceDefinition['load'],
  operations: object,
  rest: Partial<ServiceDefinition> = {},
): ServiceDefinition => ({
  id,
  signingName: id,
  protocol,
  namespace: '',
  actionPrefix: id,
  load,
  operations,
  ...rest,
});

/** The services that watch over an account and those at its edge. */
export const guardServices: readonly ServiceDefinition[] = [
  service('cloudwatch', 'awsJson1_0', () => import('@aws-sdk/client-cloudwatch'), cloudwatchOperations, {
    signingName: 'monitoring',
  }),
  service('guardduty', 'restJson1', () => import('@aws-sdk/client-guardduty'), guarddutyOperations),
  service('securityhub', 'restJson1', () => import('@aws-sdk/client-securityhub'), securityhubOperations),
  service('inspector2', 'restJson1', () => import('@aws-sdk/client-inspector2'), inspectorOperations),
  service('macie2', 'restJson1', () => import('@aws-sdk/client-macie2'), macieOperations),
  service('wafv2', 'awsJson1_1', () => import('@aws-sdk/client-wafv2'), wafv2Operations),
  service('apigateway', 'restJson1', () => import('@aws-sdk/client-api-gateway'), apiGatewayOperations),
  service('apigatewayv2', 'restJson1', () => import('@aws-sdk/client-apigatewayv2'), apiGatewayV2Operations, {
    signingName: 'apigateway',
    pathPrefix: '/v2/',
    actionPrefix: 'apigateway',
  }),
  service('route53', 'restXml', () => import('@aws-sdk/client-route-53'), route53Operations, {
    namespace: 'https://route53.amazonaws.com/doc/2013-04-01/',
  }),
  service('states', 'awsJson1_0', () => import('@aws-sdk/client-sfn'), stepFunctionsOperations),
];
