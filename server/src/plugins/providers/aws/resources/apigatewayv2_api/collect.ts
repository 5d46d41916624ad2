import type { Api } from '@aws-sdk/client-apigatewayv2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { apigatewayv2ApiType } from './schema.ts';

const permission = 'apigateway:GET';

export const apigatewayv2ApiCollector = defineCollector<AwsSession>({
  resource: apigatewayv2ApiType,
  scope: 'regional',
  lists: [{ operation: 'apigatewayv2:GetApis', permission }],
  details: [
    { operation: 'apigatewayv2:GetRoutes', permission, paths: ['Routes'] },
    { operation: 'apigatewayv2:GetAuthorizers', permission, paths: ['Authorizers'] },
    { operation: 'apigatewayv2:GetStages', permission, paths: ['Stages'] },
  ],
  async *collect(session) {
    for await (const page of session.pages('apigatewayv2', 'GetApis', { MaxResults: '100' })) {
      yield* session.mapConcurrently(page.Items ?? [], (api) => observeApi(session, api));
    }
  },
});

async function observeApi(session: AwsSession, api: Api) {
  const id = api.ApiId ?? '';
  const arn = `arn:${session.partition}:apigateway:${session.region}::/apis/${id}`;
  const input = { ApiId: id, MaxResults: '100' };
  const [routes, authorizers, stages] = await Promise.all([
    session.detailPages('apigatewayv2', 'GetRoutes', input),
    session.detailPages('apigatewayv2', 'GetAuthorizers', input),
    session.detailPages('apigatewayv2', 'GetStages', input),
  ]);
  const cors = api.CorsConfiguration;
  const draft = draftConfiguration({
    ApiId: id,
    Arn: arn,
    Name: api.Name,
    Description: unlessBlank(api.Description),
    ProtocolType: api.ProtocolType,
    DisableExecuteApiEndpoint: api.DisableExecuteApiEndpoint,
    CorsConfiguration: cors && {
      AllowCredentials: cors.AllowCredentials,
      AllowHeaders: sorted(cors.AllowHeaders),
      AllowMethods: sorted(cors.AllowMethods),
      AllowOrigins: sorted(cors.AllowOrigins),
      ExposeHeaders: sorted(cors.ExposeHeaders),
    },
  });
  draft.put('Routes', routes, (pages) =>
    sortedBy(
      pages
        .flatMap((page) => page.Items ?? [])
        .map(({ RouteKey, AuthorizationType, AuthorizerId, ApiKeyRequired }) => ({
          RouteKey,
          AuthorizationType,
          AuthorizerId,
          ApiKeyRequired,
        })),
      (route) => [route.RouteKey],
    ),
  );
  draft.put('Authorizers', authorizers, (pages) =>
    sortedBy(
      pages
        .flatMap((page) => page.Items ?? [])
        .map(({ AuthorizerId, Name, AuthorizerType }) => ({ AuthorizerId, Name, AuthorizerType })),
      (authorizer) => [authorizer.AuthorizerId],
    ),
  );
  draft.put('Stages', stages, (pages) =>
    sortedBy(
      pages
        .flatMap((page) => page.Items ?? [])
        .map((stage) => ({
          StageName: stage.StageName,
          AutoDeploy: stage.AutoDeploy,
          AccessLogSettings: stage.AccessLogSettings?.DestinationArn
            ? { DestinationArn: stage.AccessLogSettings.DestinationArn }
            : undefined,
          ClientCertificateId: unlessBlank(stage.ClientCertificateId),
        })),
      (stage) => [stage.StageName],
    ),
  );
  return observed(session, draft, { externalId: arn, id, name: api.Name, tags: api.Tags });
}
