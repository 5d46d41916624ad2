import classes from './timeline.module.css';
import type { Outcome } from './timeline-marks.ts';
import { Shape } from './timeline-shape.tsx';

const entries: [Outcome, string][] = [
  ['succeeded', 'Succeeded'],
  ['failed', 'Failed'],
  ['running', 'Running'],
  ['pending_approval', 'Pending approval'],
  ['skipped', 'Skipped'],
  ['cancelled', 'Cancelled'],
  ['coming', 'Due'],
];

export function Legend() {
  return (
    <ul className={classes.legend} aria-label="What the shapes mean">
      {entries.map(([outcome, words]) => (
        <li key={outcome} className={classes.legendEntry}>
          <svg width="14" height="16" aria-hidden="true">
            <Shape outcome={outcome} x={2} y={2} width={9} height={12} />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
