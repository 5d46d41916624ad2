import { Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { countdown, exact, relative } from './words.ts';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const notify of listeners) notify();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** One clock for the page, so that all times of a list age together. Only text that changed renders again. */
function useClockText(say: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () => say(now));
}

/** Relative time; the exact instant and zone on hover and for screen readers. */
export function RelativeTime({ at, empty = '–' }: { at: string | null | undefined; empty?: string }) {
  const text = useClockText((instant) => (at == null ? empty : relative(Date.parse(at), instant)));
  if (at == null) return <span className="dim">{empty}</span>;
  const full = exact(at);
  return (
    <Tooltip label={full}>
      <time dateTime={at} className="number">
        {text}
      </time>
    </Tooltip>
  );
}

/** Counts down to an instant; the instant itself, in the job's own zone, beside it on hover. */
export function Countdown({ to, timeZone }: { to: string; timeZone?: string }) {
  const text = useClockText((instant) => countdown(Date.parse(to) - instant));
  return (
    <Tooltip label={timeZone === undefined ? exact(to) : exact(to, timeZone)}>
      <time dateTime={to} className="number">
        {text}
      </time>
    </Tooltip>
  );
}

/** Milliseconds since an instant, for something that is running. */
export function Elapsed({ since, say }: { since: string; say: (milliseconds: number) => string }) {
  const text = useClockText((instant) => say(Math.max(0, instant - Date.parse(since))));
  return <span className="number">{text}</span>;
}
