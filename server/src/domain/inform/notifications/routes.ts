import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import { listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { listMembers } from '../../govern/tenancy/index.ts';
import { channelRoutes, sendingLimit } from './channel-routes.ts';
import type { NotificationsDeps } from './deps.ts';
import { sendMessage, sendTest } from './direct.ts';
import * as history from './history-store.ts';
import { notificationStatuses } from './notification-store.ts';
import { presentNotification, presentPreferences } from './present.ts';
import { preferencesOf } from './routing.ts';
import { ruleRoutes } from './rule-routes.ts';
import * as rules from './rule-store.ts';
import { digestOf, quietHoursOf } from './rules.ts';
import {
  messageGivenSchema,
  myPreferencesSchema,
  notificationSchema,
  preferencesGivenSchema,
  sentSchema,
  testGivenSchema,
} from './schemas.ts';

const tag = 'Notifications';

const historyQuery = z.strictObject({
  channel: z.string().max(100).optional().describe('Id, name or kind of a channel.'),
  days: z.coerce.number().int().min(1).max(90).default(7),
  status: z
    .string()
    .max(100)
    .optional()
    .describe(`One or more of ${notificationStatuses.join(', ')}.`),
  event: z.string().max(60).optional(),
  ...pageParameters,
});

export function notificationRoutes(deps: NotificationsDeps, ready: () => Promise<void>): Route[] {
  return [
    ...channelRoutes(deps, ready),
    ...ruleRoutes(deps),
    ...ownRoutes(deps),
    defineRoute({
      method: 'POST',
      url: '/api/v1/notifications/test',
      operationId: 'testNotification',
      summary: 'Send a test to a channel, or to an address that is not stored yet',
      tag,
      access: 'manage_settings',
      limit: sendingLimit,
      body: testGivenSchema,
      responses: { 200: sentSchema },
      handler: async ({ scope, body, signal }) => {
        await ready();
        return await sendTest(deps, scope, body, signal);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/notifications/send',
      operationId: 'sendNotification',
      summary: 'Send words of your own to a channel',
      tag,
      access: 'manage_settings',
      limit: sendingLimit,
      body: messageGivenSchema,
      responses: { 200: sentSchema },
      handler: async ({ scope, body, signal }) => {
        await ready();
        return await sendMessage(deps, scope, body, signal);
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/notifications/history',
      operationId: 'listNotifications',
      summary: 'What was told and what was not, with the reason; newest first',
      description: 'What was sent to a single person is seen by that person only.',
      tag,
      access: 'view',
      query: historyQuery,
      responses: { 200: pageOf(notificationSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const { rows, total } = await history.listHistory(
            tx,
            {
              ...channelFilter(deps, query.channel),
              since: new Date(deps.clock.now().getTime() - query.days * 86_400_000),
              statuses: listOfKnown('status', query.status, notificationStatuses),
              eventType: query.event,
              visibleTo: personBehind(scope.actor),
            },
            { limit: wanted.perPage, offset: wanted.offset },
          );
          return pageAnswer(wanted, total, rows.map(presentNotification));
        }),
    }),
  ];
}

function channelFilter(
  deps: NotificationsDeps,
  word: string | undefined,
): Pick<history.HistoryFilter, 'channelId' | 'channelKind' | 'destination'> {
  if (word === undefined || word === '') return {};
  if (/^\d{1,15}$/.test(word)) return { channelId: Number(word) };
  return deps.kinds.some(({ kind }) => kind === word) ? { channelKind: word } : { destination: word };
}

/** What every member decides for themselves. */
function ownRoutes(deps: NotificationsDeps): Route[] {
  const own = (scope: Scope) =>
    deps.db.within(scope, async (tx) => {
      const userId = requirePerson(scope);
      const email = (await listMembers(tx)).find(({ user_id }) => user_id === userId)?.email ?? '';
      const stored = (await rules.listPreferences(tx)).get(userId);
      return {
        ...presentPreferences(preferencesOf(stored)),
        email,
        mail_possible: deps.tools.mailServer !== null,
      };
    });
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/notifications/me',
      operationId: 'getMyNotifications',
      summary: 'What you are told by mail',
      tag,
      access: 'view',
      responses: { 200: myPreferencesSchema },
      handler: ({ scope }) => own(scope),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/notifications/me',
      operationId: 'updateMyNotifications',
      summary: 'Change what you are told by mail',
      tag,
      // One's own, as a password: who may only read decides about their own mailbox too.
      access: 'authenticated',
      body: preferencesGivenSchema,
      responses: { 200: myPreferencesSchema },
      handler: async ({ scope, body }) => {
        if (scope === null) throw new AppError('forbidden', 'You are not a member of an organisation');
        const userId = requirePerson(scope);
        await deps.db.within(scope, async (tx) => {
          const before = preferencesOf((await rules.listPreferences(tx)).get(userId));
          const after = {
            assigned: body.assigned ?? before.assigned,
            alerts: body.alerts === undefined ? before.alerts : body.alerts,
            quietHours: quietHoursOf(body.quiet_hours, before.quietHours),
            digest: digestOf(body.digest, before.digest, deps.environment.digestTime),
          };
          await rules.savePreferences(tx, userId, JSON.parse(JSON.stringify(after)), deps.clock.now());
          await recordAudit(tx, {
            action: 'notification_preferences.updated',
            target: { type: 'user', id: userId },
            detail: presentPreferences(after),
          });
        });
        return await own(scope);
      },
    }),
  ];
}

function requirePerson(scope: Scope): number {
  const userId = personBehind(scope.actor);
  if (userId === null) throw new AppError('forbidden', 'Only a person has preferences');
  return userId;
}
