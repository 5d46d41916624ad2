export type { ResourceTypes } from './definition.ts';
export { customControlRoutes } from './routes.ts';
export { customControls } from './service.ts';
