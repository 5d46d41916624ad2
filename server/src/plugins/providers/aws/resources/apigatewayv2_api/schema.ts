import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const apigatewayv2ApiType = defineResourceType({
  type: 'apigatewayv2_api',
  vendorType: 'AWS::ApiGatewayV2::Api',
  provider: 'aws',
  title: 'API Gateway HTTP or WebSocket API',
  service: 'apigateway',
  aliases: ['http_api'],
  schema: z.looseObject({
    ApiId: text,
    Arn: text,
    Name: text,
    Description: text,
    /** `HTTP` or `WEBSOCKET`. */
    ProtocolType: text,
    DisableExecuteApiEndpoint: flag,
    CorsConfiguration: struct({
      AllowCredentials: flag,
      AllowHeaders: texts,
      AllowMethods: texts,
      AllowOrigins: texts,
      ExposeHeaders: texts,
    }),
    /** AWS::ApiGatewayV2::Route. */
    Routes: listOf(
      z.looseObject({ RouteKey: text, AuthorizationType: text, AuthorizerId: text, ApiKeyRequired: flag }),
    ),
    /** AWS::ApiGatewayV2::Authorizer. */
    Authorizers: listOf(z.looseObject({ AuthorizerId: text, Name: text, AuthorizerType: text })),
    /** AWS::ApiGatewayV2::Stage. */
    Stages: listOf(
      z.looseObject({
        StageName: text,
        AutoDeploy: flag,
        AccessLogSettings: struct({ DestinationArn: text }),
        ClientCertificateId: text,
      }),
    ),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['ApiId', 'Arn'],
    createOnlyPaths: ['ProtocolType'],
    defaultPaths: { DisableExecuteApiEndpoint: false },
    unorderedScalarPaths: [
      'CorsConfiguration.AllowHeaders',
      'CorsConfiguration.AllowMethods',
      'CorsConfiguration.AllowOrigins',
      'CorsConfiguration.ExposeHeaders',
    ],
    unorderedObjectArrayPaths: ['Routes', 'Authorizers', 'Stages'],
    identityKeys: { Tags: 'Key', Routes: 'RouteKey', Authorizers: 'AuthorizerId', Stages: 'StageName' },
  },
});
