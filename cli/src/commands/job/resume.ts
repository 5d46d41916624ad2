import { stateChange } from './state-change.ts';

export const command = stateChange('resume', {
  summary: 'Let a paused job run again, from its next instant',
  does: 'runs by itself again',
});
