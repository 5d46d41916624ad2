import { useQuery } from '@tanstack/react-query';
import { type Answer, type Body, read } from '../../app/api.ts';
import { exact } from '../../ui/words.ts';
import { dayAndClock, offsetMinutes } from '../../ui/zone-time.ts';
import classes from './jobs.module.css';

type Preview = Answer<'previewSchedule'>;
type Asked = Body<'previewSchedule'>;

const hour = 3_600_000;

const changeWords: Record<string, string> = {
  moved_by_gap: 'moved: the clocks leave its time out',
  first_of_overlap: 'first of two: the clocks bring its time twice',
  second_of_overlap: 'second of two: the clocks bring its time twice',
  skipped_by_gap: 'skipped: the clocks leave its time out',
};

/** The coming runs in local time and in UTC, and what the next clock change does. */
export function NextRuns({
  preview,
  asked,
  organizationZone,
}: {
  preview: Preview;
  asked: Asked;
  organizationZone?: string;
}) {
  const zone = preview.time_zone;
  const other = organizationZone !== undefined && organizationZone !== zone ? organizationZone : null;
  return (
    <>
      <table className={classes.runs} aria-label="Next runs">
        <thead>
          <tr>
            <th scope="col">{zone}</th>
            {other === null ? null : <th scope="col">{other}</th>}
            {zone === 'UTC' ? null : <th scope="col">UTC</th>}
          </tr>
        </thead>
        <tbody>
          {preview.runs.map((run) => (
            <tr key={run.at} data-changed={run.clock_change !== null || undefined}>
              <td className="number">
                {localWords(run.local)}
                {run.clock_change === null ? null : (
                  <div className={classes.change}>{run.note ?? changeWords[run.clock_change]}</div>
                )}
              </td>
              {other === null ? null : <td className="number">{dayAndClock(run.at, other)}</td>}
              {zone === 'UTC' ? null : <td className="number dim">{dayAndClock(run.at, 'UTC')}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.foot}>
        <ClockChange preview={preview} asked={asked} />
      </p>
    </>
  );
}

/** `2026-11-21T06:30:00+01:00` → `Sat 21 Nov 06:30`. */
function localWords(local: string): string {
  const day = new Date(`${local.slice(0, 10)}T12:00:00Z`);
  const words = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(day);
  const seconds = local.slice(16, 19) === ':00' ? '' : local.slice(16, 19);
  return `${words.replace(',', '')}, ${local.slice(11, 16)}${seconds}`;
}

/** What happens when the clocks change next, whether a run falls on it or not. */
function ClockChange({ preview, asked }: { preview: Preview; asked: Asked }) {
  const { next_clock_change: at, time_zone: zone } = preview;
  const instant = at === null ? 0 : Date.parse(at);
  const around = useQuery({
    ...read('previewSchedule', {
      body: { ...asked, from: new Date(instant - 2 * hour).toISOString(), count: 50 },
    }),
    enabled: at !== null,
    staleTime: 600_000,
  });
  if (at === null) return <>The clocks of {zone} do not change.</>;
  const minutes = offsetMinutes(instant, zone) - offsetMinutes(instant - 60_000, zone);
  const touched = (around.data?.runs ?? []).filter(
    (run) => run.clock_change !== null && Math.abs(Date.parse(run.at) - instant) < 3 * hour,
  );
  return (
    <>
      Next clock change: {exact(instant, zone)}, the clocks go {Math.abs(minutes)} minutes{' '}
      {minutes > 0 ? 'forward' : 'back'}.{' '}
      {touched.length === 0
        ? 'No run is left out or doubled by it.'
        : touched.map(
            (run) => `${localWords(run.local)}: ${run.note ?? changeWords[run.clock_change ?? '']}. `,
          )}
    </>
  );
}
