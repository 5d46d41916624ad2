export type { ResourceTypes } from './present.ts';
export {
  getResource,
  getVersion,
  listCounts,
  namesOfResources,
  type ResourceRow,
  searchResources,
} from './read-store.ts';
export { noObservations, type ObservationCounts } from './record-observations.ts';
export {
  countMovements,
  type Movements,
  pageOfDeleted,
  pageOfLiving,
  type ReportedResources,
} from './report-store.ts';
export { type InventoryDeps, inventoryRoutes } from './routes.ts';
export { addCounts, type SourceScan, scanSource, storeOne } from './scan-source.ts';
export { countWithoutTags, pageWithoutTags, type UntaggedResource } from './tag-store.ts';
