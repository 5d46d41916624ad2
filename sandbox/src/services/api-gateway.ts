import { awsError } from '../protocols/errors.ts';
import type { StoredHttpApi, StoredRestApi } from '../world/guard-records.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

const usualPage = 25;
const invalidPosition = () => awsError('BadRequestException', 400, 'Invalid position parameter');

function restApiWith(call: Call, id: string | undefined): StoredRestApi {
  const found = call.world.region(call.region).restApis.get(id ?? '');
  if (!found) throw awsError('NotFoundException', 404, 'Invalid API identifier specified');
  return found;
}

export const apiGatewayOperations: Operations<typeof import('@aws-sdk/client-api-gateway')> = {
  GetRestApis: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).restApis, {
      token: input.position,
      max: input.limit,
      usual: usualPage,
      largest: 500,
      invalidToken: invalidPosition,
    });
    return {
      items: items.map(({ resources: _, authorizers: __, stages: ___, ...api }) => api),
      ...(next === undefined ? {} : { position: next }),
    };
  },

  GetResources: (input, call) => {
    const embeds = input.embed?.includes('methods') === true;
    const { resources } = restApiWith(call, input.restApiId);
    // Without asking for them only the names of the methods are told.
    const bare = (methods: object) => Object.fromEntries(Object.keys(methods).map((verb) => [verb, {}]));
    return {
      items: resources.map((resource) =>
        embeds || !resource.resourceMethods
          ? resource
          : { ...resource, resourceMethods: bare(resource.resourceMethods) },
      ),
    };
  },

  GetAuthorizers: (input, call) => {
    const { items, next } = pageOf(restApiWith(call, input.restApiId).authorizers, {
      token: input.position,
      max: input.limit,
      usual: usualPage,
      largest: 500,
      invalidToken: invalidPosition,
    });
    return { items, ...(next === undefined ? {} : { position: next }) };
  },

  GetStages: (input, call) => ({ item: restApiWith(call, input.restApiId).stages }),

  GetDomainNames: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).apiDomainNames, {
      token: input.position,
      max: input.limit,
      usual: usualPage,
      largest: 500,
      invalidToken: invalidPosition,
    });
    return { items, ...(next === undefined ? {} : { position: next }) };
  },
};

function httpApiWith(call: Call, id: string | undefined): StoredHttpApi {
  const found = call.world.region(call.region).httpApis.get(id ?? '');
  if (!found) throw awsError('NotFoundException', 404, `Invalid API identifier specified ${id}`);
  return found;
}

function httpPage<T>(
  source: readonly T[],
  input: { NextToken?: string | undefined; MaxResults?: string | undefined },
): { Items: T[]; NextToken?: string } {
  const { items, next } = pageOf(source, {
    token: input.NextToken,
    max: input.MaxResults === undefined ? undefined : Number(input.MaxResults),
    usual: usualPage,
    largest: 100,
    invalidToken: () => awsError('BadRequestException', 400, 'Invalid NextToken'),
  });
  return { Items: items, ...(next === undefined ? {} : { NextToken: next }) };
}

export const apiGatewayV2Operations: Operations<typeof import('@aws-sdk/client-apigatewayv2')> = {
  GetApis: (input, call) => {
    const apis = call.world
      .region(call.region)
      .httpApis.all()
      .map(({ routes: _, authorizers: __, stages: ___, ...api }) => api);
    return httpPage(apis, input);
  },
  GetRoutes: (input, call) => httpPage(httpApiWith(call, input.ApiId).routes, input),
  GetAuthorizers: (input, call) => httpPage(httpApiWith(call, input.ApiId).authorizers, input),
  GetStages: (input, call) => httpPage(httpApiWith(call, input.ApiId).stages, input),
};
