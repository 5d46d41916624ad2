import type { Resource, RestApi, Stage } from '@aws-sdk/client-api-gateway';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { apigatewayRestApiType } from './schema.ts';

// API Gateway has one IAM action for all readings; what it is good for, the ARNs of the policy say.
const permission = 'apigateway:GET';

export const apigatewayRestApiCollector = defineCollector<AwsSession>({
  resource: apigatewayRestApiType,
  scope: 'regional',
  lists: [{ operation: 'api-gateway:GetRestApis', permission }],
  details: [
    { operation: 'api-gateway:GetResources', permission, paths: ['Methods'] },
    { operation: 'api-gateway:GetAuthorizers', permission, paths: ['Authorizers'] },
    { operation: 'api-gateway:GetStages', permission, paths: ['Stages'] },
  ],
  async *collect(session) {
    for await (const page of session.pages('api-gateway', 'GetRestApis', { limit: 500 })) {
      yield* session.mapConcurrently(page.items ?? [], (api) => observeApi(session, api));
    }
  },
});

async function observeApi(session: AwsSession, api: RestApi) {
  const id = api.id ?? '';
  const arn = `arn:${session.partition}:apigateway:${session.region}::/restapis/${id}`;
  const [resources, authorizers, stages] = await Promise.all([
    session.detailPages('api-gateway', 'GetResources', { restApiId: id, embed: ['methods'], limit: 500 }),
    session.detailPages('api-gateway', 'GetAuthorizers', { restApiId: id, limit: 500 }),
    session.detail('api-gateway', 'GetStages', { restApiId: id }),
  ]);
  const endpoint = api.endpointConfiguration;
  const draft = draftConfiguration({
    RestApiId: id,
    Arn: arn,
    Name: api.name,
    Description: unlessBlank(api.description),
    ApiKeySourceType: api.apiKeySource,
    BinaryMediaTypes: sorted(api.binaryMediaTypes),
    DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    EndpointConfiguration:
      endpoint &&
      unlessEmpty({ Types: sorted(endpoint.types), VpcEndpointIds: sorted(endpoint.vpcEndpointIds) }),
    MinimumCompressionSize: api.minimumCompressionSize,
    Policy: apiPolicy(api.policy),
    SecurityPolicy: api.securityPolicy,
  });
  draft.put('Methods', resources, (pages) => methods(pages.flatMap((page) => page.items ?? [])));
  draft.put('Authorizers', authorizers, (pages) =>
    sortedBy(
      pages
        .flatMap((page) => page.items ?? [])
        .map(({ id: AuthorizerId, name, type, providerARNs }) => ({
          AuthorizerId,
          Name: name,
          Type: type,
          ProviderARNs: sorted(providerARNs),
        })),
      (authorizer) => [authorizer.AuthorizerId],
    ),
  );
  draft.put('Stages', stages, (answer) =>
    sortedBy(answer.item?.map(stageShape), (stage) => [stage.StageName]),
  );
  return observed(session, draft, { externalId: arn, id, name: api.name, tags: api.tags });
}

/** The API answers its policy as text inside of text: with a backslash before each quotation mark. */
function apiPolicy(text: string | undefined): unknown {
  if (text === undefined || !text.includes('\\"')) return policyDocument(text);
  try {
    return policyDocument(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

function methods(resources: Resource[]) {
  return sortedBy(
    resources.flatMap((resource) =>
      Object.entries(resource.resourceMethods ?? {}).map(([verb, method]) => ({
        ResourcePath: resource.path,
        HttpMethod: method?.httpMethod ?? verb,
        AuthorizationType: method?.authorizationType,
        AuthorizerId: method?.authorizerId,
        ApiKeyRequired: method?.apiKeyRequired,
      })),
    ),
    (method) => [method.ResourcePath, method.HttpMethod],
  );
}

// Which deployment a stage shows moves with every release and is not the configuration of the API.
function stageShape(stage: Stage) {
  return {
    StageName: stage.stageName,
    AccessLogSetting: stage.accessLogSettings?.destinationArn
      ? { DestinationArn: stage.accessLogSettings.destinationArn }
      : undefined,
    CacheClusterEnabled: stage.cacheClusterEnabled,
    CacheClusterSize: stage.cacheClusterSize,
    ClientCertificateId: unlessBlank(stage.clientCertificateId),
    TracingEnabled: stage.tracingEnabled,
    WebAclArn: unlessBlank(stage.webAclArn),
    VariableNames: sorted(Object.keys(stage.variables ?? {})),
    MethodSettings: sortedBy(
      Object.entries(stage.methodSettings ?? {}).map(([ResourcePath, setting]) => ({
        ResourcePath,
        LoggingLevel: setting.loggingLevel,
        MetricsEnabled: setting.metricsEnabled,
        DataTraceEnabled: setting.dataTraceEnabled,
        CachingEnabled: setting.cachingEnabled,
        CacheDataEncrypted: setting.cacheDataEncrypted,
      })),
      (setting) => [setting.ResourcePath],
    ),
  };
}
