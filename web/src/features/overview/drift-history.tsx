import { Button, Tooltip } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { severities } from '../../ui/badge.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { count, sentence } from '../../ui/words.ts';
import classes from './dashboard.module.css';

type Summary = Answer<'getDriftSummary'>;
type Day = Summary['daily'][number];

/** Drifts opened per day, stacked by severity, as a picture or as a table of the same numbers. */
export function DriftHistory({ summary }: { summary: UseQueryResult<Summary> }) {
  const [asTable, setAsTable] = useState(false);
  const days = summary.data?.daily ?? [];
  const total = days.reduce((sum, day) => sum + amountOf(day), 0);
  return (
    <Section
      title="Drifts opened in the last 14 days"
      aside={
        <>
          <span className="dim number">{count(total, 'drift')}</span>
          <Button
            size="compact"
            variant="default"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
        </>
      }
    >
      {summary.data === undefined ? (
        summary.isError ? (
          <ErrorNotice error={summary.error} retry={() => void summary.refetch()} />
        ) : (
          <BlockSkeleton height={190} />
        )
      ) : asTable ? (
        <Table days={days} />
      ) : (
        <Chart days={days} />
      )}
    </Section>
  );
}

function amountOf(day: Day): number {
  return severities.reduce((sum, severity) => sum + (day.by_severity[severity] ?? 0), 0);
}

const width = 700;
const height = 190;
const left = 30;
const bottom = 22;
const top = 10;

function Chart({ days }: { days: Day[] }) {
  const most = Math.max(1, ...days.map(amountOf));
  const step = niceStep(most);
  const ceiling = Math.ceil(most / step) * step;
  const slot = (width - left) / Math.max(1, days.length);
  const y = (value: number) => height - bottom - (value / ceiling) * (height - bottom - top);
  const ticks = Array.from({ length: ceiling / step + 1 }, (_, index) => index * step);
  return (
    <>
      <svg viewBox={`0 0 ${width} ${height}`} className={classes.chart} aria-label="Drifts opened per day">
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={classes.grid} x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {days.map((day, index) => (
          <Bar
            key={day.date}
            day={day}
            x={left + index * slot}
            slot={slot}
            y={y}
            labelled={(days.length - 1 - index) % 2 === 0}
          />
        ))}
      </svg>
      <div className={classes.legend}>
        {severities.map((severity) => (
          <span key={severity}>
            <svg width="10" height="10" aria-hidden="true">
              <rect width="10" height="10" rx="2" className={classes[severity]} />
            </svg>
            {sentence(severity)}
          </span>
        ))}
      </div>
    </>
  );
}

function Bar({
  day,
  x,
  slot,
  y,
  labelled,
}: {
  day: Day;
  x: number;
  slot: number;
  y: (value: number) => number;
  labelled: boolean;
}) {
  const parts = severities.filter((severity) => (day.by_severity[severity] ?? 0) > 0);
  const said = `${dayName(day.date)}: ${
    parts.length === 0
      ? 'no drift opened'
      : parts.map((severity) => `${day.by_severity[severity] ?? 0} ${severity}`).join(', ')
  }`;
  let below = 0;
  return (
    <Tooltip label={said}>
      <g className={classes.bar}>
        <title>{said}</title>
        <rect x={x} y={top} width={slot} height={height - top - bottom} fill="transparent" />
        {/* From the worst at the bottom upwards: the red part of two days can be compared. */}
        {parts.map((severity) => {
          const amount = day.by_severity[severity] ?? 0;
          const from = y(below + amount);
          const size = y(below) - from;
          below += amount;
          return (
            <rect
              key={severity}
              className={classes[severity]}
              x={x + slot * 0.18}
              y={from}
              width={slot * 0.64}
              height={Math.max(1, size - 1)}
              rx={1.5}
            />
          );
        })}
        {labelled ? (
          <text x={x + slot / 2} y={height - 6} textAnchor="middle">
            {dayName(day.date)}
          </text>
        ) : null}
      </g>
    </Tooltip>
  );
}

function Table({ days }: { days: Day[] }) {
  return (
    <table className={classes.history} aria-label="Drifts opened per day">
      <thead>
        <tr>
          <th scope="col">Day</th>
          {severities.map((severity) => (
            <th key={severity} scope="col">
              {sentence(severity)}
            </th>
          ))}
          <th scope="col">Total</th>
        </tr>
      </thead>
      <tbody>
        {[...days].reverse().map((day) => (
          <tr key={day.date}>
            <th scope="row">{dayName(day.date)}</th>
            {severities.map((severity) => (
              <td key={severity}>{day.by_severity[severity] ?? 0}</td>
            ))}
            <td>{amountOf(day)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whole steps only: there is no half drift. */
function niceStep(most: number): number {
  for (let size = 1; ; size *= 10) {
    for (const factor of [1, 2, 5]) {
      if (most / (size * factor) <= 5) return size * factor;
    }
  }
}

function dayName(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}
