import { Button, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import layout from '../../ui/layout.module.css';
import { Link, useFollow } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { exact, number } from '../../ui/words.ts';
import { numbersWords } from './compliance-words.ts';
import classes from './trend.module.css';

type Point = Answer<'getComplianceTrend'>['data'][number];

const line = (points: { x: number; y: number }[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

const most = 20;

/** Passed and evaluated over the newest assessments; the gap between the two is what is not good. */
export function TrendSparkline({ frameworkId, version }: { frameworkId: string; version: string }) {
  const trend = useQuery(read('getComplianceTrend', { query: { framework_id: frameworkId, version } }));
  const points = (trend.data?.data ?? []).slice(-most);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  if (points.length === 1) return <span className="dim">first assessment</span>;
  const width = 120;
  const height = 34;
  const ceiling = Math.max(1, ...points.map(({ evaluated }) => evaluated));
  const place = (value: number, index: number) => ({
    x: 3 + (index / (points.length - 1)) * (width - 6),
    y: height - 3 - (value / ceiling) * (height - 6),
  });
  const label = `Passed over the last ${points.length} assessments: from ${first.passed} of ${first.evaluated} to ${last.passed} of ${last.evaluated} evaluated`;
  const end = place(last.passed, points.length - 1);
  return (
    <Tooltip label={label}>
      <svg className={classes.trend} width={width} height={height} role="img" aria-label={label}>
        <path
          className={classes.evaluated}
          d={line(points.map((point, index) => place(point.evaluated, index)))}
        />
        <path className={classes.passed} d={line(points.map((point, index) => place(point.passed, index)))} />
        <circle cx={end.x} cy={end.y} r={2.6} />
      </svg>
    </Tooltip>
  );
}

/** The three numbers over the assessments, as a picture or as a table of the same values. */
export function TrendSection({ frameworkId, version }: { frameworkId: string; version: string }) {
  const [asTable, setAsTable] = useState(false);
  const trend = useQuery(read('getComplianceTrend', { query: { framework_id: frameworkId, version } }));
  const points = trend.data?.data ?? [];
  return (
    <Section
      title="Trend"
      aside={
        <Button size="compact" variant="default" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      }
    >
      {trend.data === undefined ? (
        trend.isError ? (
          <ErrorNotice error={trend.error} retry={() => void trend.refetch()} />
        ) : (
          <BlockSkeleton height={180} />
        )
      ) : points.length === 0 ? (
        <p className="dim">Each assessment adds a point.</p>
      ) : asTable ? (
        <Table points={points} />
      ) : (
        <Chart points={points} />
      )}
    </Section>
  );
}

const width = 620;
const height = 190;
const left = 38;
const bottom = 22;
const top = 10;

function Chart({ points }: { points: Point[] }) {
  const follow = useFollow();
  const ceiling = Math.max(1, ...points.map(({ total }) => total));
  const times = points.map(({ at }) => Date.parse(at));
  const start = times[0] ?? 0;
  const span = Math.max(1, (times.at(-1) ?? 0) - start);
  const x = (index: number) =>
    points.length === 1
      ? (left + width) / 2
      : left + 6 + (((times[index] ?? 0) - start) / span) * (width - left - 12);
  const y = (value: number) => height - bottom - (value / ceiling) * (height - bottom - top);
  const series = (of: (point: Point) => number) =>
    line(points.map((point, index) => ({ x: x(index), y: y(of(point)) })));
  const ticks = [...new Set([0, Math.round(ceiling / 2), ceiling])];
  const dates = points.length === 1 ? [0] : [0, points.length - 1];
  return (
    <>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={classes.chart}
        aria-label="Requirements by assessment"
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={classes.grid} x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {number(tick)}
            </text>
          </g>
        ))}
        <path className={classes.total} d={series(({ total }) => total)} />
        <path className={classes.evaluated} d={series(({ evaluated }) => evaluated)} />
        <path className={classes.passed} d={series(({ passed }) => passed)} />
        {points.map((point, index) => {
          const said = `${exact(point.at)}: ${numbersWords(point)}, ${point.failed} failed, ${point.unknown} unknown`;
          const href = paths.assessment(point.assessment_id);
          return (
            <Tooltip key={point.assessment_id} label={said}>
              <a href={href} aria-label={said} onClick={(event) => follow(event, href)}>
                <rect x={x(index) - 6} y={top} width={12} height={height - bottom - top} fill="transparent" />
                <circle className={classes.evaluated} cx={x(index)} cy={y(point.evaluated)} r={2.4} />
                <circle className={classes.passed} cx={x(index)} cy={y(point.passed)} r={3} />
              </a>
            </Tooltip>
          );
        })}
        {dates.map((index) => (
          <text
            key={index}
            x={x(index)}
            y={height - 6}
            textAnchor={points.length === 1 ? 'middle' : index === 0 ? 'start' : 'end'}
          >
            {exact(points[index]?.at ?? '').slice(0, 16)}
          </text>
        ))}
      </svg>
      <div className={classes.series}>
        <Series name="passed" title="Passed" />
        <Series name="evaluated" title="Evaluated" />
        <Series name="total" title="Total" />
        <span>Requirements, each point an assessment</span>
      </div>
    </>
  );
}

function Series({ name, title }: { name: 'passed' | 'evaluated' | 'total'; title: string }) {
  return (
    <span>
      <svg width="18" height="8" className={classes.chart} style={{ width: 18 }} aria-hidden="true">
        <path className={classes[name]} d="M0 4H18" />
      </svg>
      {title}
    </span>
  );
}

function Table({ points }: { points: Point[] }) {
  return (
    <div className={layout.scroll}>
      <table className={layout.plainTable} aria-label="Requirements by assessment">
        <thead>
          <tr>
            <th scope="col">Assessment</th>
            <th scope="col">Passed</th>
            <th scope="col">Evaluated</th>
            <th scope="col">Total</th>
            <th scope="col">Failed</th>
            <th scope="col">Unknown</th>
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map((point) => (
            <tr key={point.assessment_id}>
              <th scope="row">
                <Link href={paths.assessment(point.assessment_id)}>
                  <RelativeTime at={point.at} />
                </Link>
              </th>
              <td>{number(point.passed)}</td>
              <td>{number(point.evaluated)}</td>
              <td>{number(point.total)}</td>
              <td>{number(point.failed)}</td>
              <td>{number(point.unknown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
