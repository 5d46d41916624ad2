export { evidenceDocumentRoutes } from './routes.ts';
