export { exceptionRoutes } from './routes.ts';
export { acceptedFindings, type ExceptionsDeps, reopenExceptions, sweepExceptions } from './service.ts';
export { type AcceptedFinding, type ExceptionRow, readExceptions } from './store.ts';
