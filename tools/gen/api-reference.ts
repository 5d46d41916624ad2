import { permissionsOfRole, roles } from '../../server/src/core/permissions.ts';
import type { Access, Route } from '../../server/src/platform/http/route.ts';
import { allRoutes } from './api-document.ts';
import type { GeneratedFile } from './collectors.ts';
import { code, referencePage, table } from './page.ts';

/** Every operation of the API with the permission that it needs, from the table of routes. */
export async function generate(): Promise<GeneratedFile[]> {
  const routes = allRoutes();
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  return [
    referencePage('api', 'the table of routes', [
      '# API',
      '',
      `${routes.length} operations. The schemas of parameters and answers are in the OpenAPI document of a running`,
      'server, at `/api/openapi.json`, and can be read and tried at `/api/docs` (not where `ENVIRONMENT=production`).',
      'Signing in, pages, errors and streams are explained in the guide [api.md](../guides/api.md).',
      '',
      '## Roles and permissions',
      '',
      'Each operation needs one permission. A role of an organisation is a set of permissions:',
      '',
      ...table(
        ['Role', 'Permissions'],
        roles.map((role) => [code(role), [...permissionsOfRole[role]].map(code).join(', ')]),
      ),
      ...tags.flatMap((tag) => section(tag, routes)),
    ]),
  ];
}

function section(tag: string, routes: readonly Route[]): string[] {
  const rows = routes
    .filter((route) => route.tag === tag)
    .map((route) => [
      code(`${route.method} ${route.url}`),
      code(route.operationId),
      accessWords(route.access),
      [route.summary, ...notes(route)].join('. '),
    ]);
  return ['', `## ${tag}`, '', ...table(['Call', 'Operation', 'Needs', 'What it does'], rows)];
}

function accessWords(access: Access): string {
  if (access === 'public') return 'nothing';
  if (access === 'authenticated') return 'a sign-in';
  return code(access);
}

function notes(route: Route): string[] {
  const { aliases = [], idempotent, etag, limit, produces, stream } = route;
  const media = produces?.map(code).join(' or ');
  return [
    ...(stream !== undefined ? ['A stream of events'] : []),
    ...(stream !== undefined || media === undefined ? [] : [`Answers ${media}`]),
    ...(idempotent === true ? ['Honours `Idempotency-Key`'] : []),
    ...(etag === true ? ['Carries an `ETag`'] : []),
    ...(limit === undefined
      ? []
      : [`At most ${limit.requests} calls in ${limit.windowSeconds} s for one caller`]),
    ...(aliases.length === 0 ? [] : [`Also at ${aliases.map(code).join(', ')}`]),
  ];
}
