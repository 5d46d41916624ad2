import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { systemScope } from '../src/core/scope.ts';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import type { Route } from '../src/platform/http/route.ts';
import { fillTenant } from './fill-tenant.ts';
import {
  type Belongings,
  bodies,
  fieldIds,
  foreignWords,
  pathIds,
  pathsOfTheProduct,
  pathsOpenedByToken,
} from './route-fixtures.ts';
import { type SuiteServer, type SuiteTenant, startSuiteServer } from './running-server.ts';

const marker = 'BELONGS-TO-B';

describeOnEachEngine('another organisation', (_open, engine) => {
  let suite: SuiteServer;
  let a: SuiteTenant;
  let b: SuiteTenant;
  let mine: Belongings;
  let theirs: Belongings;
  let before: string;

  beforeAll(async () => {
    suite = await startSuiteServer(engine);
    a = await suite.tenant('A');
    b = await suite.tenant('B');
    mine = await fillTenant(suite.database, a, 'BELONGS-TO-A');
    theirs = await fillTenant(suite.database, b, marker);
    before = await everythingOf(b);
  });
  afterAll(() => suite.stop());

  /** Every row of the organisation, in every table that has organisations. */
  async function everythingOf(tenant: SuiteTenant): Promise<string> {
    return suite.database.asSystem(systemScope('a suite compares'), async (tx) => {
      const tables = await sql<{ name: string }>`
        SELECT c.relname AS name FROM pg_class c
        JOIN pg_attribute k ON k.attrelid = c.oid AND k.attname = 'organization_id' AND NOT k.attisdropped
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
          -- The suite itself reads as one of them, and a session notes its last use.
          AND c.relname <> 'sessions'
          -- What it reads as them may be signed by that.
          AND c.relname NOT IN ('audit_checkpoints', 'audit_tree_tiles', 'evidence_signatures') ORDER BY 1`.execute(
        tx.sql,
      );
      const parts: string[] = [];
      for (const { name } of tables.rows) {
        const rows = await sql<{ text: string | null }>`
          SELECT string_agg(t::text, E'\n' ORDER BY t::text) AS text FROM ${sql.table(name)} t
          WHERE organization_id = ${tenant.organizationId}`.execute(tx.sql);
        parts.push(`${name}\n${rows.rows[0]?.text ?? ''}`);
      }
      return parts.join('\n\n');
    });
  }

  const withParameters = () => suite.routes.filter((route) => /:\w/.test(route.url) && !opened(route));
  const opened = (route: Route) => pathsOpenedByToken.some((path) => route.url.startsWith(path));

  /** The address with ids in it: theirs for the parameter at `foreign`, mine for the others. */
  function addressOf(url: string, foreign: number | 'all'): string {
    let index = -1;
    return url.replaceAll(/:\w+/g, (parameter, offset: number) => {
      index += 1;
      const key = url.slice(0, offset + parameter.length);
      const kind = pathIds[key];
      if (kind === undefined) throw new Error(`route-fixtures.ts does not know whose id is ${key}`);
      return String((foreign === 'all' || foreign === index ? theirs : mine)[kind]);
    });
  }

  test('the table of routes is the real one', () => {
    expect(suite.routes.length).toBeGreaterThan(60);
    expect(withParameters().length).toBeGreaterThan(25);
  });

  test('an id of theirs in an address is not found, whatever one wants to do with it', async () => {
    const wrong: string[] = [];
    for (const route of withParameters()) {
      if (pathsOfTheProduct.some((path) => route.url.startsWith(path))) continue;
      const parameters = route.url.match(/:\w+/g)?.length ?? 0;
      for (const foreign of [...Array(parameters).keys(), 'all'] as const) {
        const path = addressOf(route.url, foreign);
        const answer = await a.call(route, path, bodies[route.operationId]);
        // A stream has begun before its id is looked up; it must end without having said anything.
        const silent = route.stream !== undefined && !/^data:/m.test(answer.text);
        if ((answer.status !== 404 && !silent) || answer.text.includes(marker)) {
          wrong.push(`${route.operationId} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the same addresses with own ids are found, so the test above tested something', async () => {
    const wrong: string[] = [];
    for (const route of withParameters()) {
      if (route.method !== 'GET' || route.stream !== undefined) continue;
      const path = route.url.replaceAll(/:\w+/g, (parameter, offset: number) => {
        const kind = pathIds[route.url.slice(0, offset + parameter.length)];
        return String(kind === undefined ? '' : theirs[kind]);
      });
      const answer = await b.call(route, path);
      if (answer.status !== 200) {
        wrong.push(`${route.operationId} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('no list, search, export, summary or status shows anything of theirs', async () => {
    const wrong: string[] = [];
    for (const route of suite.routes) {
      if (route.method !== 'GET' || route.url.includes(':') || route.access === 'public') continue;
      const replay = route.stream === undefined ? '' : '?last_event_id=0';
      const query = route.url.endsWith('/search') ? `?q=${marker}` : replay;
      const answer = await a.call(route, route.url + query);
      // What a search was for may stand in its answer; a result may not.
      const text = answer.text.replaceAll(`"q":"${marker}"`, '');
      if (text.includes(marker) || answer.status >= 500) {
        wrong.push(`${route.operationId}: ${answer.status} ${answer.text.slice(0, 300)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('an id of theirs in a query finds nothing', async () => {
    const wrong: string[] = [];
    for (const route of suite.routes) {
      for (const field of Object.keys(route.query?.shape ?? {}).filter((name) => name.endsWith('_id'))) {
        if (foreignWords.includes(field)) continue;
        const kind = fieldIds[field];
        if (kind === undefined) throw new Error(`route-fixtures.ts does not know whose id is ?${field}=`);
        const path = route.url.includes(':') ? ownAddress(route.url) : route.url;
        const answer = await a.call(route, `${path}?${field}=${theirs[kind]}`);
        const found = answer.status < 300 && /"total":[1-9]/.test(answer.text);
        if (found || answer.text.includes(marker) || answer.status >= 500) {
          wrong.push(`${route.operationId}?${field}: ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('an id of theirs in a body is answered exactly as one that nobody has', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const route of suite.routes) {
      for (const field of idFieldsOf(route.body)) {
        if (foreignWords.includes(field) && route.operationId !== 'switchOrganization') continue;
        const kind = fieldIds[field];
        const id =
          field === 'organization_id' ? b.organizationId : kind === undefined ? undefined : theirs[kind];
        if (id === undefined)
          throw new Error(`route-fixtures.ts does not know whose id is ${field} in a body`);
        const path = route.url.includes(':') ? ownAddress(route.url) : route.url;
        const send = (value: number | string) =>
          a.call(route, path, {
            ...bodies[route.operationId],
            [field]: field.endsWith('_ids') ? [value] : value,
          });
        const answer = await send(id);
        const unknown = await send(999_999_999);
        tried += 1;
        const same = answer.status === unknown.status && withoutNumbers(answer) === withoutNumbers(unknown);
        if (!same || [200, 201, 204].includes(answer.status) || answer.text.includes(marker)) {
          wrong.push(`${route.operationId} {${field}}: ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(5);
  });

  const withoutNumbers = (answer: { text: string }) =>
    answer.text.replace(/"request_?id":"[^"]*"/i, '').replaceAll(/\d+/g, '#');

  function ownAddress(url: string): string {
    return url.replaceAll(/:\w+/g, (parameter, offset: number) => {
      const kind = pathIds[url.slice(0, offset + parameter.length)];
      return kind === undefined ? parameter : String(mine[kind]);
    });
  }

  test('and after all this their rows are what they were', async () => {
    expect(await everythingOf(b)).toBe(before);
  });
});

function idFieldsOf(body: z.ZodType | undefined): string[] {
  if (body === undefined) return [];
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties' && typeof value === 'object' && value !== null) {
        for (const name of Object.keys(value)) if (/_ids?$/.test(name)) found.add(name);
      }
      walk(value);
    }
  };
  walk(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }));
  return [...found];
}
