import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { apigatewayv2ApiCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'apigatewayv2:GetApis': {
    Items: [
      {
        ApiId: 'h1',
        Name: 'mobile',
        ProtocolType: 'HTTP',
        RouteSelectionExpression: '$request.method $request.path',
        DisableExecuteApiEndpoint: true,
        Tags: { team: 'app' },
      },
    ],
  },
  'apigatewayv2:GetRoutes': [
    { Items: [{ RouteId: 'r2', RouteKey: 'POST /b', AuthorizationType: 'NONE' }], NextToken: 'more' },
    { Items: [{ RouteId: 'r1', RouteKey: 'GET /a', AuthorizationType: 'JWT', AuthorizerId: 'z1' }] },
  ],
  'apigatewayv2:GetAuthorizers': { Items: [{ AuthorizerId: 'z1', Name: 'users', AuthorizerType: 'JWT' }] },
  'apigatewayv2:GetStages': {
    Items: [
      { StageName: '$default', AutoDeploy: true, AccessLogSettings: { DestinationArn: 'arn:aws:logs' } },
    ],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of HTTP APIs', () => {
  it('shows routes of all pages, authorizers and stages', async () => {
    const api = await collectOne();
    expect(api).toMatchObject({ name: 'mobile', tags: { team: 'app' }, unreadable: [] });
    expect(api.configuration).toMatchObject({
      ApiId: 'h1',
      ProtocolType: 'HTTP',
      DisableExecuteApiEndpoint: true,
      Routes: [
        { RouteKey: 'GET /a', AuthorizationType: 'JWT', AuthorizerId: 'z1' },
        { RouteKey: 'POST /b', AuthorizationType: 'NONE' },
      ],
      Authorizers: [{ AuthorizerId: 'z1', Name: 'users', AuthorizerType: 'JWT' }],
      Stages: [
        { StageName: '$default', AutoDeploy: true, AccessLogSettings: { DestinationArn: 'arn:aws:logs' } },
      ],
    });
  });

  it('does not take denied routes for none', async () => {
    const api = await collectOne({
      'apigatewayv2:GetRoutes': { error: 'AccessDeniedException', status: 403 },
    });
    expect(api.configuration).not.toHaveProperty('Routes');
    expect(api.unreadable).toMatchObject([{ path: 'Routes', permission: 'apigateway:GET' }]);
  });
});
