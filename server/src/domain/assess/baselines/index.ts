export { baselineRoutes } from './routes.ts';
export { type BaselinesDeps, captureIn, captureMissingBaselines, removeExpiredBaselines } from './service.ts';
