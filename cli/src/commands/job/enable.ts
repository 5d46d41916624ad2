import { stateChange } from './state-change.ts';

export const command = stateChange('enable', {
  summary: 'Return a job to its schedule',
  does: 'runs by itself again',
});
