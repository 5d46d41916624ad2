import classes from './timeline.module.css';
import type { Outcome } from './timeline-marks.ts';

/** A run as a bar: each outcome differs in its shape too, so that nobody needs to tell red from green. */
export function Shape({
  outcome,
  x,
  y,
  width,
  height,
}: {
  outcome: Outcome;
  x: number;
  y: number;
  width: number;
  height: number;
}) {
  const middle = x + width / 2;
  const centre = y + height / 2;
  if (outcome === 'failed') {
    // Taller than the others, and crossed.
    const broad = Math.max(width, 9);
    const left = middle - broad / 2;
    return (
      <>
        <rect className={classes.failed} x={left} y={y - 2} width={broad} height={height + 4} rx={2} />
        <path
          className={classes.cross}
          d={`M${middle - 2.2} ${centre - 2.2}l4.4 4.4M${middle + 2.2} ${centre - 2.2}l-4.4 4.4`}
        />
      </>
    );
  }
  if (outcome === 'pending_approval') {
    const broad = Math.max(width, 8);
    return (
      <>
        <rect className={classes.pending} x={x} y={y} width={broad} height={height} rx={2} />
        <path
          className={classes.pendingMark}
          d={`M${x + Math.min(broad / 2, 6)} ${centre - 4}v4.4M${x + Math.min(broad / 2, 6)} ${centre + 3.6}v.2`}
        />
      </>
    );
  }
  if (outcome === 'skipped') {
    return (
      <rect
        className={classes.skipped}
        fill="url(#timeline-hatch)"
        x={x}
        y={y + 1}
        width={Math.max(width, 8)}
        height={height - 2}
        rx={1}
      />
    );
  }
  if (outcome === 'cancelled') {
    return (
      <>
        <rect
          className={classes.cancelled}
          x={x}
          y={y + 1}
          width={Math.max(width, 8)}
          height={height - 2}
          rx={1}
        />
        <path className={classes.skipped} d={`M${x + 1.5} ${centre}h${Math.max(width, 8) - 3}`} />
      </>
    );
  }
  if (outcome === 'coming' || outcome === 'queued') {
    return (
      <rect
        className={outcome === 'coming' ? classes.coming : classes.queued}
        x={x}
        y={y + 1}
        width={width}
        height={height - 2}
        rx={2}
      />
    );
  }
  return (
    <rect
      className={outcome === 'running' ? classes.running : classes.succeeded}
      x={x}
      y={y}
      width={width}
      height={height}
      rx={2}
    />
  );
}
