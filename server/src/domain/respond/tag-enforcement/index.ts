export { tagEnforcementJob } from './jobs.ts';
