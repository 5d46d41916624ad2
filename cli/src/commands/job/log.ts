export { command } from '../execution/log.ts';
