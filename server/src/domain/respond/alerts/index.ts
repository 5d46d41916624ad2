export { readAlertSubject } from './detail.ts';
export { countLivingAlerts } from './list-store.ts';
export { alertRetention } from './retention.ts';
export { alertRoutes } from './routes.ts';
export { alertLookOuts, alertQueues, alertSubscribers } from './subscribers.ts';
