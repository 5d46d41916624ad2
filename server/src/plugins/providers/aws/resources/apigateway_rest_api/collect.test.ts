import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { apigatewayRestApiCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'api-gateway:GetRestApis': {
    items: [
      {
        id: 'a1',
        name: 'orders',
        createdDate: '2025-01-01T00:00:00Z',
        apiKeySource: 'HEADER',
        endpointConfiguration: { types: ['REGIONAL'] },
        disableExecuteApiEndpoint: false,
        policy: '{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[]}',
        tags: { team: 'shop' },
      },
    ],
  },
  'api-gateway:GetResources': {
    items: [
      { id: 'r0', path: '/' },
      {
        id: 'r1',
        path: '/orders',
        resourceMethods: {
          POST: { httpMethod: 'POST', authorizationType: 'AWS_IAM', apiKeyRequired: false },
        },
      },
    ],
  },
  'api-gateway:GetAuthorizers': { items: [{ id: 'z1', name: 'users', type: 'COGNITO_USER_POOLS' }] },
  'api-gateway:GetStages': {
    item: [
      {
        stageName: 'prod',
        deploymentId: 'd1',
        tracingEnabled: true,
        webAclArn: 'arn:aws:wafv2:::x',
        variables: { apiKey: 'secret' },
        methodSettings: { '*/*': { loggingLevel: 'INFO', cachingEnabled: false } },
      },
    ],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of REST APIs', () => {
  it('shows who may call it, its methods and its stages, without the values of stage variables', async () => {
    const api = await collectOne();
    expect(api).toMatchObject({ name: 'orders', tags: { team: 'shop' }, unreadable: [] });
    expect(api.configuration).toEqual({
      RestApiId: 'a1',
      Arn: 'arn:aws:apigateway:us-east-1::/restapis/a1',
      Name: 'orders',
      ApiKeySourceType: 'HEADER',
      DisableExecuteApiEndpoint: false,
      EndpointConfiguration: { Types: ['REGIONAL'] },
      Policy: { Version: '2012-10-17', Statement: [] },
      Methods: [
        { ResourcePath: '/orders', HttpMethod: 'POST', AuthorizationType: 'AWS_IAM', ApiKeyRequired: false },
      ],
      Authorizers: [{ AuthorizerId: 'z1', Name: 'users', Type: 'COGNITO_USER_POOLS' }],
      Stages: [
        {
          StageName: 'prod',
          TracingEnabled: true,
          WebAclArn: 'arn:aws:wafv2:::x',
          VariableNames: ['apiKey'],
          MethodSettings: [{ ResourcePath: '*/*', LoggingLevel: 'INFO', CachingEnabled: false }],
        },
      ],
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('does not take denied stages for none', async () => {
    const api = await collectOne({
      'api-gateway:GetStages': { error: 'AccessDeniedException', status: 403 },
    });
    expect(api.configuration).not.toHaveProperty('Stages');
    expect(api.unreadable).toMatchObject([{ path: 'Stages', permission: 'apigateway:GET' }]);
  });
});
