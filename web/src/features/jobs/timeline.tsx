import { Button, SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import type { SetUrlState, UrlState } from '../../ui/url-state.ts';
import { clockChangeWords } from '../../ui/zone-time.ts';
import classes from './timeline.module.css';
import { TimelineHead } from './timeline-head.tsx';
import { Lanes } from './timeline-lanes.tsx';
import { Legend } from './timeline-legend.tsx';
import { marksOf } from './timeline-marks.ts';
import { TimelineTable } from './timeline-table.tsx';
import { TimelineTip, type Tip, useTip } from './timeline-tip.tsx';

const hour = 3_600_000;
const windows = [
  { value: '6', label: '± 6 h', step: 1 },
  { value: '24', label: '± 24 h', step: 3 },
  { value: '72', label: '± 3 days', step: 12 },
];

/** The past and the coming day of all jobs, one lane each; the same as a table on demand. */
export function Timeline({ search, set }: { search: UrlState; set: SetUrlState }) {
  const chosen = windows.find((candidate) => candidate.value === search.window) ?? windows[1];
  const hours = Number(chosen?.value ?? 24);
  const asTable = search.view === 'table';
  const now = useNow();
  // The question changes once a minute, so that answers can be shared and kept while the next one comes.
  const minute = Math.floor(now / 60_000) * 60_000;
  const timeline = useQuery({
    ...read('getJobTimeline', {
      query: {
        from: new Date(minute - hours * hour).toISOString(),
        to: new Date(minute + hours * hour).toISOString(),
      },
    }),
    refetchInterval: 15_000,
    gcTime: 60_000,
  });
  return (
    <Section
      title="Timeline"
      padded={false}
      aside={
        <div className={classes.bar}>
          <span className="dim">{timeline.data?.time_zone}</span>
          <SegmentedControl
            size="xs"
            aria-label="Hours before and after now"
            data={windows.map(({ value, label }) => ({ value, label }))}
            value={String(hours)}
            onChange={(value) => set({ window: value === '24' ? undefined : value })}
          />
          <Button
            size="compact"
            variant="default"
            aria-pressed={asTable}
            onClick={() => set({ view: asTable ? undefined : 'table' })}
          >
            {asTable ? 'Show as picture' : 'Show as table'}
          </Button>
        </div>
      }
    >
      {timeline.data === undefined ? (
        <div style={{ padding: 16 }}>
          {timeline.isError ? (
            <ErrorNotice error={timeline.error} retry={() => void timeline.refetch()} />
          ) : (
            <BlockSkeleton height={180} />
          )}
        </div>
      ) : asTable ? (
        <TimelineTable timeline={timeline.data} />
      ) : (
        <Picture
          timeline={timeline.data}
          from={now - hours * hour}
          to={now + hours * hour}
          now={now}
          step={chosen?.step ?? 3}
        />
      )}
    </Section>
  );
}

type TimelineAnswer = Parameters<typeof TimelineTable>[0]['timeline'];

/** A minute of 48 hours is less than a pixel: the picture moves twice a minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function Picture({
  timeline,
  from,
  to,
  now,
  step,
}: {
  timeline: TimelineAnswer;
  from: number;
  to: number;
  now: number;
  step: number;
}) {
  const { organization } = useProfile();
  const { ref, width } = useElementSize();
  const frame = useRef<HTMLDivElement>(null);
  const timeZone = timeline.time_zone ?? organization.time_zone;
  const dense = timeline.jobs.length > 12;
  const laneHeight = dense ? 21 : 30;
  const tip = useTip();
  const lanes = useMemo(() => {
    const scale = (instant: number) => ((instant - from) / (to - from)) * width;
    return timeline.jobs.map((job) => ({
      job,
      marks: width === 0 ? [] : marksOf(job, scale, { from, to, now, timeZone }),
    }));
  }, [timeline.jobs, from, to, now, timeZone, width]);
  const changes = timeline.clock_changes.map((change) => ({
    instant: Date.parse(change.at),
    words: clockChangeWords(change.offset_before, change.offset_after),
  }));
  const scale = { from, to, now, width, timeZone };
  return (
    <>
      {/* The events of all marks are handled here: a day can have thousands of them. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what takes the focus are the links inside */}
      <div
        ref={frame}
        className={classes.frame}
        onMouseOver={(event) => tip.showFor(event.target as Element)}
        onMouseLeave={tip.hide}
        onFocus={(event) => tip.showFor(event.target)}
        onBlur={tip.hide}
        onScroll={tip.hide}
        onKeyDown={(event) => onKeyDown(event, frame.current, tip)}
      >
        <TimelineHead scale={scale} step={step} changes={changes} jobs={timeline.jobs} />
        <div className={classes.row}>
          <ul className={classes.names} data-dense={dense || undefined}>
            {lanes.map(({ job }) => (
              <li key={job.id} style={{ height: laneHeight }}>
                <Link href={paths.job(job.id)} title={job.name} tabIndex={-1}>
                  {job.name}
                </Link>
                {job.state === 'scheduled' ? null : (
                  <span>{job.state === 'unscheduled' ? 'by hand' : job.state}</span>
                )}
              </li>
            ))}
          </ul>
          <div ref={ref} className={classes.canvas}>
            <Lanes lanes={lanes} laneHeight={laneHeight} scale={scale} step={step} changes={changes} />
          </div>
        </div>
      </div>
      <TimelineTip tip={tip.shown} />
      <Legend />
    </>
  );
}

/** One stop of the tab key for the whole picture; arrows move between runs and lanes, Escape hides the words. */
function onKeyDown(event: KeyboardEvent, frame: HTMLElement | null, tip: Tip): void {
  const current = (event.target as Element).closest<SVGElement>('[data-mark]');
  if (frame === null || current === null) return;
  if (event.key === 'Escape') {
    tip.hide();
    return;
  }
  const all = [...frame.querySelectorAll<SVGElement>('[data-mark]')];
  const lane = Number(current.dataset.lane);
  const inLane = all.filter((mark) => Number(mark.dataset.lane) === lane);
  const place = inLane.indexOf(current);
  const middle = (mark: SVGElement) => Number(mark.dataset.middle);
  const nearestOf = (marks: SVGElement[]) =>
    [...marks].sort(
      (a, b) => Math.abs(middle(a) - middle(current)) - Math.abs(middle(b) - middle(current)),
    )[0];
  const laneBeside = (direction: 1 | -1) => {
    const others = all
      .map((mark) => Number(mark.dataset.lane))
      .filter((other) => (other - lane) * direction > 0);
    if (others.length === 0) return undefined;
    const next = direction === 1 ? Math.min(...others) : Math.max(...others);
    return nearestOf(all.filter((mark) => Number(mark.dataset.lane) === next));
  };
  const next: Record<string, () => SVGElement | undefined> = {
    ArrowRight: () => inLane[place + 1],
    ArrowLeft: () => inLane[place - 1],
    ArrowDown: () => laneBeside(1),
    ArrowUp: () => laneBeside(-1),
    Home: () => inLane[0],
    End: () => inLane[inLane.length - 1],
  };
  const find = next[event.key];
  if (find === undefined) return;
  event.preventDefault();
  const found = find();
  if (found === undefined) return;
  current.setAttribute('tabindex', '-1');
  found.setAttribute('tabindex', '0');
  found.focus();
}
