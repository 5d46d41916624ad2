import { Tooltip } from '@mantine/core';
import classes from './sparkline.module.css';
import { duration, sentence } from './words.ts';

type Run = { id: number; status: string; duration_ms: number | null };

const width = 7;
const height = 22;

/** Durations of the last runs, oldest first. A failure is a full-height cross-hatched bar, a skip a dot. */
export function Sparkline({ runs }: { runs: Run[] }) {
  if (runs.length === 0) return <span className="dim">no runs yet</span>;
  const longest = Math.max(1, ...runs.map((run) => run.duration_ms ?? 0));
  const failed = runs.filter((run) => run.status === 'failed').length;
  const newest = runs[runs.length - 1];
  const label = `Last ${runs.length} runs, ${failed} failed, longest ${duration(longest)}${
    newest === undefined ? '' : `, newest ${sentence(newest.status).toLowerCase()}`
  }`;
  return (
    <Tooltip label={label}>
      <svg
        className={classes.sparkline}
        width={runs.length * width}
        height={height}
        role="img"
        aria-label={label}
      >
        {runs.map((run, index) => {
          const size = Math.max(2, Math.round(((run.duration_ms ?? 0) / longest) * (height - 4)));
          const x = index * width;
          if (run.status === 'failed') {
            return (
              <g key={run.id} className={classes.failed}>
                <rect x={x} y={height - size} width={width - 2} height={size} />
                <path d={`M${x} 0l5 5M${x + 5} 0l-5 5`} />
              </g>
            );
          }
          if (run.status === 'skipped' || run.status === 'cancelled') {
            return <circle key={run.id} className={classes.skipped} cx={x + 2.5} cy={height - 3} r={2} />;
          }
          const name = run.status === 'succeeded' ? classes.good : classes.running;
          return (
            <rect
              key={run.id}
              className={name}
              x={x}
              y={height - size}
              width={width - 2}
              height={size}
              rx={1}
            />
          );
        })}
      </svg>
    </Tooltip>
  );
}
