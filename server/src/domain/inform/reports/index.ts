export { reportGenerationJob } from './jobs.ts';
export { reportRoutes } from './routes.ts';
