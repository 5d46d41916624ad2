import { awsError } from '../protocols/errors.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

export const codebuildOperations: Operations<typeof import('@aws-sdk/client-codebuild')> = {
  ListProjects: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).buildProjects, {
      token: input.nextToken,
      max: undefined,
      usual: 100,
      largest: 100,
      invalidToken: () => awsError('InvalidInputException', 400, 'The token is not valid.'),
    });
    return {
      projects: items.map(({ name }) => name ?? ''),
      ...(next === undefined ? {} : { nextToken: next }),
    };
  },

  BatchGetProjects: (input, call) => {
    const { buildProjects } = call.world.region(call.region);
    const names = input.names ?? [];
    return {
      projects: names.flatMap((name) => buildProjects.get(name) ?? []),
      projectsNotFound: names.filter((name) => buildProjects.get(name) === undefined),
    };
  },
};
