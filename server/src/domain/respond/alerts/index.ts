export { complianceAlerts, complianceAlertsSubscriber } from './compliance-alerts.ts';
export { jobAlerts, jobAlertsSubscriber } from './job-alerts.ts';
export { alertRoutes } from './routes.ts';
export { countLivingAlerts } from './store.ts';
