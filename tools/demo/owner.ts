import { randomBytes } from 'node:crypto';
import { systemScope } from '../../server/src/core/scope.ts';
import { createSignInLink } from '../../server/src/domain/govern/identity/index.ts';
import { createOrganization } from '../../server/src/domain/govern/tenancy/index.ts';
import type { RunningServer } from '../../server/src/main/start-server.ts';
import { type DemoApi, demoApi } from './api.ts';

/** Somebody who owns an organisation of the demo's own. */
export type DemoOwner = { userId: number; token: string };

/**
 * Through the set-up page on a fresh database. A database that is in use (DATABASE_URL) keeps what it holds:
 * the demo then gets one more organisation, and its owner signs in by a link.
 */
export async function demoOwner(server: RunningServer): Promise<DemoOwner> {
  const email = `demo-${randomBytes(4).toString('hex')}@infraudit.example`;
  if (server.setUpRequired) {
    const response = await fetch(`${server.publicUrl}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        email,
        name: 'Dana Demo',
        password: randomBytes(18).toString('base64url'),
        organization: 'Acme',
      }),
    });
    const answer = (await response.json()) as { token: string; user: { id: number }; error?: string };
    if (!response.ok) throw new Error(`set-up: ${answer.error ?? response.status}`);
    return { userId: answer.user.id, token: answer.token };
  }
  const userId = await server.platform.database.asSystem(
    systemScope('the demo makes an organisation of its own in a database that is in use'),
    async (tx) => {
      const owner = await tx.sql
        .insertInto('users')
        .values({ email, name: 'Dana Demo' })
        .returning(['id', 'email'])
        .executeTakeFirstOrThrow();
      await createOrganization(
        tx,
        { name: 'Acme', timeZone: 'UTC', owner },
        server.identity.onOrganizationCreated,
      );
      return owner.id;
    },
  );
  const link = await createSignInLink(server.identity, userId);
  const signedIn = await fetch(link, { redirect: 'manual' });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const response = await fetch(`${server.publicUrl}/api/v1/settings/api-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'infraudit', cookie },
    body: JSON.stringify({ name: 'Demo', role: 'owner', expires_in_days: 1 }),
  });
  const key = (await response.json()) as { key: string; error?: string };
  if (!response.ok) throw new Error(`API key: ${key.error ?? response.status}`);
  return { userId, token: key.key };
}

/** A colleague who may approve, by an invitation like any other: nobody approves what they asked for. */
export async function demoColleague(
  server: RunningServer,
  owner: DemoApi,
): Promise<{ userId: number; api: DemoApi }> {
  const { link } = await owner.post<{ link: string }>('/settings/team/invite', {
    email: `colleague-${randomBytes(4).toString('hex')}@infraudit.example`,
    role: 'approver',
  });
  const response = await fetch(`${server.publicUrl}/api/v1/invite/${link.split('/').at(-1)}/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Chris Colleague', password: randomBytes(18).toString('base64url') }),
  });
  const answer = (await response.json()) as { token: string; user: { id: number }; error?: string };
  if (!response.ok) throw new Error(`invitation: ${answer.error ?? response.status}`);
  return { userId: answer.user.id, api: demoApi(server.publicUrl, answer.token) };
}
