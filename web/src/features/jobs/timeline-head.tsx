import { clockText, hourMarks } from '../../ui/zone-time.ts';
import classes from './timeline.module.css';
import { collisionsOf, spaced, type TimelineJob } from './timeline-marks.ts';

export type Scale = { from: number; to: number; now: number; width: number; timeZone: string };
export type Change = { instant: number; words: string };

export function xOf(scale: Scale): (instant: number) => number {
  return (instant) => ((instant - scale.from) / (scale.to - scale.from)) * scale.width;
}

const height = 44;

/** The axis with the local hours, now, clock changes, and where jobs begin in the same minute. */
export function TimelineHead({
  scale,
  step,
  changes,
  jobs,
}: {
  scale: Scale;
  step: number;
  changes: Change[];
  jobs: TimelineJob[];
}) {
  const { from, to, now, width, timeZone } = scale;
  const x = xOf(scale);
  // A label takes about 44 pixels; on narrow screens every second or fourth one is left out.
  const room = width / Math.max(1, (to - from) / 3_600_000 / step);
  const wide = room < 22 ? step * 4 : room < 44 ? step * 2 : step;
  const together = spaced(collisionsOf(jobs, from, to), x, 22);
  return (
    <div className={`${classes.row} ${classes.head}`}>
      <span className={classes.corner} style={{ paddingTop: 25 }}>
        Begin together
      </span>
      <div className={classes.canvas}>
        <svg className={classes.svg} height={height} aria-label="Hours, and where jobs begin together">
          {width === 0
            ? null
            : hourMarks(from, to, timeZone, wide)
                .filter(
                  ({ instant }) =>
                    Math.abs(x(instant) - x(now)) > 34 && x(instant) > 16 && x(instant) < width - 18,
                )
                .map((mark) => (
                  <text
                    key={mark.instant}
                    className={mark.midnight ? classes.midnightWord : undefined}
                    x={x(mark.instant)}
                    y={15}
                    textAnchor="middle"
                  >
                    {mark.label}
                  </text>
                ))}
          {changes.map((change) => (
            <g key={change.instant}>
              <line
                className={classes.change}
                x1={x(change.instant)}
                x2={x(change.instant)}
                y1={18}
                y2={height}
              />
            </g>
          ))}
          <rect className={classes.nowPill} x={x(now) - 16} y={3} width={32} height={16} rx={8} />
          <text className={classes.nowWord} x={x(now)} y={15} textAnchor="middle">
            now
          </text>
          <line className={classes.now} x1={x(now)} x2={x(now)} y1={19} y2={height} />
          {together.map(({ instant, names }) => {
            const words = `${clockText(instant, timeZone)}: ${names.join(', ')}`;
            const title = `${names.length} jobs begin together`;
            return (
              <g key={instant} className={classes.together} data-title={title} data-words={words}>
                <rect x={x(instant) - 9} y={25} width={18} height={15} rx={7.5} />
                <text x={x(instant)} y={36.5} textAnchor="middle">
                  {names.length}
                </text>
              </g>
            );
          })}
        </svg>
        <ul className="visually-hidden" aria-label="Jobs that begin together">
          {together.map(({ instant, names }) => (
            <li key={instant}>
              {clockText(instant, timeZone)}: {names.join(', ')}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
