export { type AttributeDeps, attributeDrifts } from './attribute.ts';
export { compareConfigurations } from './compare.ts';
export { type DetectDeps, detectDrift, type OpenedDrift } from './detect.ts';
export { type Attribute, driftDetectionJob } from './jobs.ts';
export {
  countByKind,
  type DriftFilter,
  type DriftRow,
  getDrift,
  lastScanAt,
  listDrifts,
  namesOfDrifts,
} from './list-store.ts';
export { countForReport, countWithoutBaseline, pageOfOpen, pageOfResolved } from './report-store.ts';
export { type DriftRoutesDeps, driftRoutes } from './routes.ts';
export { acceptOwnChange, type DriftDeps, resolveForNewBaseline } from './service.ts';
