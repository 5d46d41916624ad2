import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { listChannels } from './channel-store.ts';
import type { NotificationsDeps } from './deps.ts';
import { listEvents } from './history-store.ts';
import { presentRule } from './present.ts';
import { mostPreviewed, previewRule } from './preview.ts';
import * as store from './rule-store.ts';
import { conditionsOf, createRule, deleteRule, noConditions, requireProvider, updateRule } from './rules.ts';
import { previewGivenSchema, previewSchema, ruleGivenSchema, ruleSchema } from './schemas.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const tag = 'Notifications';
const url = '/api/v1/notifications/preferences';

export function ruleRoutes(deps: NotificationsDeps): Route[] {
  const list = (scope: Scope) =>
    deps.db.within(scope, async (tx) => {
      const channels = new Map((await listChannels(tx)).map((row) => [row.id, row]));
      return (await store.listRules(tx)).map((row) => presentRule(row, channels.get(row.channel_id)));
    });
  const detail = async (scope: Scope, id: number) => {
    const rule = (await list(scope)).find((each) => each.id === id);
    if (rule === undefined) throw notFound('rule');
    return rule;
  };

  return [
    defineRoute({
      method: 'GET',
      url,
      operationId: 'listNotificationRules',
      summary: 'Who is told of what: the rules that route events to channels',
      tag,
      access: 'view',
      responses: { 200: z.object({ data: z.array(ruleSchema) }) },
      handler: async ({ scope }) => ({ data: await list(scope) }),
    }),
    defineRoute({
      method: 'POST',
      url,
      operationId: 'createNotificationRule',
      summary: 'Add a rule; every rule that fits sends, each channel once',
      description:
        'What no rule fits goes to the default channels. Names of fields may be written with underscores or in camel case.',
      tag,
      access: 'manage_settings',
      idempotent: true,
      body: ruleGivenSchema,
      responses: { 201: ruleSchema },
      handler: async ({ scope, body }) => await detail(scope, await createRule(deps, scope, body)),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      operationId: 'getNotificationRule',
      summary: 'One rule',
      tag,
      access: 'view',
      params: idParams,
      responses: { 200: ruleSchema },
      handler: ({ scope, params }) => detail(scope, params.id),
    }),
    defineRoute({
      method: 'PUT',
      url: `${url}/:id`,
      operationId: 'updateNotificationRule',
      summary: 'Change what is named of a rule',
      tag,
      access: 'manage_settings',
      params: idParams,
      body: ruleGivenSchema,
      responses: { 200: ruleSchema },
      handler: async ({ scope, params, body }) => {
        await updateRule(deps, scope, params.id, body);
        return await detail(scope, params.id);
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: `${url}/:id`,
      operationId: 'deleteNotificationRule',
      summary: 'Delete a rule; what it holds back is still sent',
      tag,
      access: 'manage_settings',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await deleteRule(deps, scope, params.id);
        return new Answer({ status: 204 });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/notifications/preview',
      operationId: 'previewNotificationRule',
      summary: 'What a rule would have told of the events of the last days; nothing is sent or stored',
      tag,
      access: 'view',
      body: previewGivenSchema,
      responses: { 200: previewSchema },
      handler: ({ scope, body }) =>
        deps.db.within(scope, async (tx) => {
          const conditions = conditionsOf(body.rule, noConditions, deps.environment.digestTime);
          await requireProvider(tx, conditions.match.providerId);
          const since = new Date(deps.clock.now().getTime() - body.days * 86_400_000);
          const events = await listEvents(tx, since, mostPreviewed);
          return previewRule({ name: body.rule.name ?? 'this rule', ...conditions }, events, body.days);
        }),
    }),
  ];
}
