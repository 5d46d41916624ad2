import { stateChange } from './state-change.ts';

export const command = stateChange('pause', {
  summary: 'Hold a job: each instant is recorded as skipped until it is resumed',
  does: 'holds it, and keeps a record of what did not run',
});
