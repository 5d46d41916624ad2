export type { Coverage } from './coverage.ts';
export { resourceSyncJob } from './jobs.ts';
export { presentCoverage } from './present.ts';
export { type ProviderRoutesDeps, providerRoutes } from './routes.ts';
export { coverageSchema } from './schemas.ts';
export {
  connectStored,
  type ProviderRegistry,
  type ProvidersDeps,
  readCoverage,
  rotateCredentials,
} from './service.ts';
export { listProviders } from './store.ts';
export type { AfterSync } from './sync-provider.ts';
