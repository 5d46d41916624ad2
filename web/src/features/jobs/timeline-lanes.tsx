import { memo } from 'react';
import { paths } from '../../app/paths.ts';
import { useFollow } from '../../ui/link.tsx';
import { sentence } from '../../ui/words.ts';
import { hourMarks } from '../../ui/zone-time.ts';
import classes from './timeline.module.css';
import { type Change, type Scale, xOf } from './timeline-head.tsx';
import type { Mark, Outcome, TimelineJob } from './timeline-marks.ts';
import { Shape } from './timeline-shape.tsx';

type LaneOf = { job: TimelineJob; marks: Mark[] };

export function Lanes({
  lanes,
  laneHeight,
  scale,
  step,
  changes,
}: {
  lanes: LaneOf[];
  laneHeight: number;
  scale: Scale;
  step: number;
  changes: Change[];
}) {
  const { from, to, now, width, timeZone } = scale;
  const x = xOf(scale);
  const bottom = lanes.length * laneHeight;
  const first = lanes.findIndex(({ marks }) => marks.length > 0);
  return (
    <svg
      className={classes.svg}
      height={bottom}
      aria-label="Runs by job. Arrow keys move between runs and jobs, Enter opens."
    >
      <defs>
        <pattern
          id="timeline-hatch"
          width="5"
          height="5"
          patternTransform="rotate(45)"
          patternUnits="userSpaceOnUse"
        >
          <rect width="5" height="5" className={classes.hatchGround} />
          <line x1="1" x2="1" y1="0" y2="5" className={classes.hatch} />
        </pattern>
      </defs>
      <rect className={classes.future} x={x(now)} y={0} width={Math.max(0, width - x(now))} height={bottom} />
      {width === 0
        ? null
        : hourMarks(from, to, timeZone, step).map((mark) => (
            <line
              key={mark.instant}
              className={mark.midnight ? classes.midnight : classes.grid}
              x1={x(mark.instant)}
              x2={x(mark.instant)}
              y1={0}
              y2={bottom}
            />
          ))}
      {changes.map((change) => (
        <g key={change.instant}>
          <line className={classes.change} x1={x(change.instant)} x2={x(change.instant)} y1={0} y2={bottom} />
          <text
            className={classes.changeWord}
            x={x(change.instant) + (x(change.instant) > width - 130 ? -5 : 5)}
            y={bottom - 6}
            textAnchor={x(change.instant) > width - 130 ? 'end' : 'start'}
          >
            {change.words}
          </text>
        </g>
      ))}
      {lanes.map(({ job, marks }, lane) => (
        <Lane
          key={job.id}
          job={job}
          marks={marks}
          lane={lane}
          height={laneHeight}
          width={width}
          entry={lane === first}
        />
      ))}
      <line className={classes.now} x1={x(now)} x2={x(now)} y1={0} y2={bottom} pointerEvents="none" />
    </svg>
  );
}

const filled = new Set<Outcome>(['succeeded', 'failed', 'running']);

/** A long bar says its outcome in a word as well. */
function hasRoom(mark: Mark): boolean {
  return mark.outcome !== 'skipped' && mark.right - mark.left > 24 + sentence(mark.outcome).length * 6.2;
}

const Lane = memo(function Lane({
  job,
  marks,
  lane,
  height,
  width,
  entry,
}: {
  job: TimelineJob;
  marks: Mark[];
  lane: number;
  height: number;
  width: number;
  /** The tab key enters the picture at the newest past run of this lane. */
  entry: boolean;
}) {
  const follow = useFollow();
  const top = lane * height;
  const past = marks.filter((mark) => mark.outcome !== 'coming').length;
  const entryIndex = Math.max(0, past - 1);
  return (
    <g>
      <line className={classes.grid} x1={0} x2={width} y1={top + height - 0.5} y2={top + height - 0.5} />
      {marks.map((mark, index) => {
        const href =
          mark.executionId === null
            ? paths.job(job.id, { tab: mark.outcome === 'coming' ? undefined : 'history' })
            : paths.execution(mark.executionId);
        return (
          <a
            key={mark.key}
            className={classes.mark}
            href={href}
            tabIndex={entry && index === entryIndex ? 0 : -1}
            aria-label={`${job.name}: ${mark.words}`}
            data-mark=""
            data-lane={lane}
            data-middle={Math.round((mark.left + mark.right) / 2)}
            data-title={job.name}
            data-words={mark.words}
            onClick={(event) => follow(event, href)}
          >
            <Shape
              outcome={mark.outcome}
              x={mark.left}
              y={top + 5}
              width={mark.right - mark.left}
              height={height - 10}
            />
            {hasRoom(mark) ? (
              <text
                className={filled.has(mark.outcome) ? classes.inside : classes.insideOutline}
                x={mark.left + 13}
                y={top + height / 2 + 4}
              >
                {sentence(mark.outcome)}
              </text>
            ) : null}
          </a>
        );
      })}
      {job.more ? (
        <text className={classes.more} x={width - 4} y={top + height / 2 + 4} textAnchor="end">
          and more
        </text>
      ) : null}
    </g>
  );
});
