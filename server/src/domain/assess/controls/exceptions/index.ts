export { exceptionRoutes } from './routes.ts';
export { acceptedFindings, type ExceptionsDeps, reopenExceptions, sweepExceptions } from './service.ts';
