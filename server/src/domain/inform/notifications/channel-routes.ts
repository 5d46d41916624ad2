import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import * as store from './channel-store.ts';
import { isConfigured } from './channel-values.ts';
import { createChannel, deleteChannel, updateChannel } from './channels.ts';
import type { NotificationsDeps } from './deps.ts';
import { sendTest } from './direct.ts';
import { presentChannel, presentKind } from './present.ts';
import { listRules } from './rule-store.ts';
import {
  channelChangeSchema,
  channelKindSchema,
  channelSchema,
  newChannelSchema,
  sentSchema,
} from './schemas.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const tag = 'Notifications';
const url = '/api/v1/notifications/channels';

/** A person waits for each, and each calls another system. */
export const sendingLimit = { requests: 30, windowSeconds: 60 };

export function channelRoutes(deps: NotificationsDeps, ready: () => Promise<void>): Route[] {
  const list = (scope: Scope) =>
    deps.db.within(scope, async (tx) => {
      const rules = await listRules(tx);
      return (await store.listChannels(tx)).map((row) =>
        presentChannel(row, {
          rules: rules.filter(({ channel_id }) => channel_id === row.id).length,
          configured: isConfigured(deps, row),
        }),
      );
    });
  const detail = async (scope: Scope, id: number) => {
    const channel = (await list(scope)).find((each) => each.id === id);
    if (channel === undefined) throw notFound('channel');
    return channel;
  };

  return [
    defineRoute({
      method: 'GET',
      url: `${url}/kinds`,
      operationId: 'listChannelKinds',
      summary: 'Kinds of channels, with the settings that each wants',
      tag,
      access: 'view',
      responses: { 200: z.object({ data: z.array(channelKindSchema) }) },
      handler: async () => ({ data: deps.kinds.map(presentKind) }),
    }),
    defineRoute({
      method: 'GET',
      url,
      operationId: 'listNotificationChannels',
      summary: 'Where people are told',
      tag,
      access: 'view',
      responses: { 200: z.object({ data: z.array(channelSchema) }) },
      handler: async ({ scope }) => {
        await ready();
        return { data: await list(scope) };
      },
    }),
    defineRoute({
      method: 'POST',
      url,
      operationId: 'createNotificationChannel',
      summary: 'Add a channel; its secrets are sealed and never shown again',
      tag,
      access: 'manage_settings',
      idempotent: true,
      body: newChannelSchema,
      responses: { 201: channelSchema },
      handler: async ({ scope, body }) => await detail(scope, await createChannel(deps, scope, body)),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      operationId: 'getNotificationChannel',
      summary: 'One channel',
      tag,
      access: 'view',
      params: idParams,
      responses: { 200: channelSchema },
      handler: ({ scope, params }) => detail(scope, params.id),
    }),
    ...(['PATCH', 'PUT'] as const).map((method) =>
      defineRoute({
        method,
        url: `${url}/:id`,
        operationId: method === 'PATCH' ? 'updateNotificationChannel' : 'replaceNotificationChannel',
        summary: 'Change what is named of a channel: name, settings, secrets, on or off, default or not',
        tag,
        access: 'manage_settings',
        params: idParams,
        body: channelChangeSchema,
        responses: { 200: channelSchema },
        handler: async ({ scope, params, body }) => {
          await updateChannel(deps, scope, params.id, body);
          return await detail(scope, params.id);
        },
      }),
    ),
    defineRoute({
      method: 'DELETE',
      url: `${url}/:id`,
      operationId: 'deleteNotificationChannel',
      summary: 'Delete a channel with its rules; what waits for it is not sent',
      tag,
      access: 'manage_settings',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await deleteChannel(deps, scope, params.id);
        return new Answer({ status: 204 });
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/test`,
      operationId: 'testNotificationChannel',
      summary: 'Send a test to a channel and wait for what comes of it',
      tag,
      access: 'manage_settings',
      limit: sendingLimit,
      params: idParams,
      responses: { 200: sentSchema },
      handler: async ({ scope, params, signal }) => {
        await detail(scope, params.id);
        return await sendTest(deps, scope, { channel: params.id }, signal);
      },
    }),
  ];
}
