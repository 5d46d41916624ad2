export { baselineRoutes } from './routes.ts';
export { type BaselinesDeps, captureIn, captureMissingBaselines } from './service.ts';
export { countAllBaselines } from './store.ts';
