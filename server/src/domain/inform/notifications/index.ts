export type { NotificationsDeps } from './deps.ts';
export { type EnvironmentChannels, environmentChannels } from './environment.ts';
export { forgetOldNotifications, releaseHeld } from './held.ts';
export { notificationsSubscriber, notifySubscriber } from './notify.ts';
export { rotateChannelSecrets } from './rotate-secrets.ts';
export { notificationRoutes } from './routes.ts';
export { notificationDeliveries } from './send.ts';
