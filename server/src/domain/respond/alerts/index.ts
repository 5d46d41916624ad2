export { readAlertSubject } from './detail.ts';
export { countLivingAlerts } from './list-store.ts';
export { alertRoutes } from './routes.ts';
export { alertQueues, alertSubscribers } from './subscribers.ts';
