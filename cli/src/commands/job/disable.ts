import { stateChange } from './state-change.ts';

export const command = stateChange('disable', {
  summary: 'Stop a job from running by itself',
  does: 'can still be run by hand',
});
