import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const apigatewayRestApiType = defineResourceType({
  type: 'apigateway_rest_api',
  vendorType: 'AWS::ApiGateway::RestApi',
  provider: 'aws',
  title: 'API Gateway REST API',
  service: 'apigateway',
  aliases: ['rest_api'],
  schema: z.looseObject({
    RestApiId: text,
    Arn: text,
    Name: text,
    Description: text,
    ApiKeySourceType: text,
    BinaryMediaTypes: texts,
    DisableExecuteApiEndpoint: flag,
    EndpointConfiguration: struct({ Types: texts, VpcEndpointIds: texts }),
    MinimumCompressionSize: number,
    Policy: document,
    SecurityPolicy: text,
    /** AWS::ApiGateway::Method of each path. */
    Methods: listOf(
      z.looseObject({
        ResourcePath: text,
        HttpMethod: text,
        AuthorizationType: text,
        AuthorizerId: text,
        ApiKeyRequired: flag,
      }),
    ),
    /** AWS::ApiGateway::Authorizer. */
    Authorizers: listOf(z.looseObject({ AuthorizerId: text, Name: text, Type: text })),
    /** AWS::ApiGateway::Stage. */
    Stages: listOf(
      z.looseObject({
        StageName: text,
        AccessLogSetting: struct({ DestinationArn: text }),
        CacheClusterEnabled: flag,
        ClientCertificateId: text,
        TracingEnabled: flag,
        WebAclArn: text,
        /** Names only: people keep addresses and keys in stage variables. */
        VariableNames: texts,
        MethodSettings: listOf(
          z.looseObject({
            ResourcePath: text,
            LoggingLevel: text,
            MetricsEnabled: flag,
            DataTraceEnabled: flag,
            CachingEnabled: flag,
            CacheDataEncrypted: flag,
          }),
        ),
      }),
    ),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['RestApiId', 'Arn', 'Stages.*.WebAclArn'],
    defaultPaths: { ApiKeySourceType: 'HEADER', DisableExecuteApiEndpoint: false },
    unorderedScalarPaths: [
      'BinaryMediaTypes',
      'EndpointConfiguration.Types',
      'EndpointConfiguration.VpcEndpointIds',
      'Stages.*.VariableNames',
    ],
    unorderedObjectArrayPaths: ['Methods', 'Authorizers', 'Stages', 'Stages.*.MethodSettings'],
    identityKeys: {
      Tags: 'Key',
      Methods: ['ResourcePath', 'HttpMethod'],
      Authorizers: 'AuthorizerId',
      Stages: 'StageName',
      'Stages.*.MethodSettings': 'ResourcePath',
    },
  },
});
