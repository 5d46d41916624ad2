export { command } from '../execution/cancel.ts';
