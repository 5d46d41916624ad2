export { webhookRoutes } from './routes.ts';
export { resealWebhookSecrets } from './secrets.ts';
export { webhookDeliveries } from './sender.ts';
export type { WebhooksDeps } from './service.ts';
export { eventsForWebhooks, webhookSubscriber } from './subscriber.ts';
