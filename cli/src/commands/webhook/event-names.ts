import type { Body } from '@infraudit/api-client';

export type WebhookEvents = Body<'createWebhook'>['events'];

/** `a,b` as names; the server knows which of them there are. */
export function eventNames(typed: string): WebhookEvents {
  const names = typed.split(',').map((name) => name.trim());
  return names.filter((name) => name !== '') as WebhookEvents;
}
