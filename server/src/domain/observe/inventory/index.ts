export { contentHash } from './content-hash.ts';
export { noObservations, type ObservationCounts } from './record-observations.ts';
export { addCounts, type SourceScan, scanSource } from './scan-source.ts';
