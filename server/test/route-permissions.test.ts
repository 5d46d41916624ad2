import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Permission, permissions, permissionsOfRole, roles } from '../src/core/permissions.ts';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import type { Route } from '../src/platform/http/route.ts';
import { type Call, type SuiteServer, startSuiteServer } from './running-server.ts';

/** Changing calls that need no permission, each with its reason. Everything else names exactly one. */
const changesWithoutPermission: Record<string, string> = {
  createOwner: 'works only while nobody exists',
  login: 'proves a password',
  register: 'needs the token of an invitation',
  acceptInvitation: 'needs the token of an invitation',
  refreshToken: 'needs a refresh token',
  logout: 'ends one’s own sign-in',
  switchOrganization: 'chooses among one’s own organisations',
  changePassword: 'changes one’s own password',
  createStreamTicket: 'gives what one already has',
  markReportOpened: 'notes what one did oneself',
  updateMyNotifications: 'says what one is mailed oneself',
};
/** Posting that only computes. */
const readsByPost = ['previewDriftRule', 'previewSchedule', 'previewNotificationRule'];

const known: readonly string[] = permissions;
const named = (route: Route): route is Route & { access: Permission } => known.includes(route.access);
const changes = (route: Route) => route.method !== 'GET';
/** Refused by any handler, whatever it expects: nothing happens for those who may. */
const nonsense = { '': 'nothing reads this' };
const addressOf = (route: Route) => route.url.replaceAll(/:\w+/g, '999999999');

describeOnEachEngine('permissions of the routes', (_open, engine) => {
  let suite: SuiteServer;
  const callers = {} as Record<(typeof roles)[number], Call>;

  beforeAll(async () => {
    suite = await startSuiteServer(engine);
    const tenant = await suite.tenant('Acme');
    callers.owner = tenant.call;
    for (const role of roles) if (role !== 'owner') callers[role] = await suite.member(tenant, role);
  });
  afterAll(() => suite.stop());

  test('every changing call names exactly one permission, or stands in the list of exceptions', () => {
    const without = suite.routes.filter((route) => changes(route) && !named(route));
    expect(without.map((route) => route.operationId).sort()).toEqual(
      Object.keys(changesWithoutPermission).sort(),
    );
  });

  test('no changing call is satisfied with reading', () => {
    const reading = suite.routes.filter(
      (route) => changes(route) && ['view', 'view_audit'].includes(route.access),
    );
    expect(reading.map((route) => route.operationId)).toEqual(readsByPost);
  });

  test('names and addresses of routes are unique', () => {
    const ids = suite.routes.map((route) => route.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const addresses = suite.routes.flatMap((route) =>
      [route.url, ...(route.aliases ?? [])].map((url) => `${route.method} ${url}`),
    );
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('without signing in nothing but the public calls is answered', async () => {
    const wrong: string[] = [];
    for (const route of suite.routes) {
      if (route.access === 'public') continue;
      const answer = await suite.anonymous(route, addressOf(route), changes(route) ? nonsense : undefined);
      if (answer.status !== 401) wrong.push(`${route.operationId}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each([...roles])('%s is refused exactly what the role does not allow', async (role) => {
    const wrong: string[] = [];
    let refusals = 0;
    for (const route of suite.routes) {
      if (!named(route) || route.stream !== undefined) continue;
      const answer = await callers[role](route, addressOf(route), changes(route) ? nonsense : undefined);
      const allowed = permissionsOfRole[role].has(route.access);
      const refused = answer.status === 403 && answer.text.includes(route.access);
      if (refused) refusals += 1;
      if (refused === allowed || answer.status >= 500 || answer.status === 401) {
        wrong.push(`${route.operationId} [${route.access}]: ${answer.status} ${answer.text.slice(0, 120)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(refusals > 0).toBe(role !== 'owner');
  });

  test('a viewer changes nothing: every changing call but asking for a scan is refused', async () => {
    const open: string[] = [];
    for (const route of suite.routes) {
      if (!changes(route) || !named(route) || readsByPost.includes(route.operationId)) continue;
      const answer = await callers.viewer(route, addressOf(route), nonsense);
      if (answer.status !== 403) open.push(route.operationId);
    }
    const scans = suite.routes.filter((route) => route.access === 'scan').map((route) => route.operationId);
    expect(open.sort()).toEqual(scans.sort());
  });
});

describe('the exceptions', () => {
  test('each has a reason', () => {
    for (const reason of Object.values(changesWithoutPermission)) expect(reason).not.toBe('');
  });
});
