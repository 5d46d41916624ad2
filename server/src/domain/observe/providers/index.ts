export type { Coverage } from './coverage.ts';
export { resourceSyncJob } from './jobs.ts';
export { presentCoverage } from './present.ts';
export { readResourceAgain, readSourceAgain } from './read-again.ts';
export type { ProviderRoutesDeps } from './requests.ts';
export { rotateCredentials } from './rotate-credentials.ts';
export { providerRoutes } from './routes.ts';
export { coverageSchema } from './schemas.ts';
export {
  connectStored,
  type ProviderRegistry,
  type ProvidersDeps,
  readCoverage,
} from './service.ts';
export { listProviders, type ProviderRow } from './store.ts';
export type { AfterSync } from './sync-provider.ts';
export { openStoredWriter } from './write-access.ts';
