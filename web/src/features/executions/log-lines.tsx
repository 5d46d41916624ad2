import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import classes from './executions.module.css';
import type { LogLine, useLogWindow } from './log-window.ts';

const lineHeight = 20;
/** Nearer to an edge than this, the next page is fetched. */
const nearEdge = 800;

/** Only the lines in sight are drawn. Pages come and go at both ends without moving what one reads. */
export function LogLines({
  log,
  needle,
  wrap,
  follow,
  onFollow,
  marked,
  empty,
  onLine,
}: {
  log: ReturnType<typeof useLogWindow>;
  needle: string;
  wrap: boolean;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  /** The line that the address names. */
  marked: number | null;
  empty: string;
  onLine: (sequence: number) => void;
}) {
  const { lines } = log;
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const anchor = useRef<{ sequence: number; above: number } | null>(null);
  const lastTop = useRef(0);
  const lastHeight = useRef(0);
  const placed = useRef(false);
  const reached = useRef(false);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    getItemKey: (index) => lines[index]?.sequence ?? index,
  });
  const first = lines[0]?.sequence;

  // When lines came or went before the first one in sight, it stays where it was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new first line moves the others
  useLayoutEffect(() => {
    const box = frame.current;
    if (box === null) return;
    if (marked !== null && !placed.current) {
      if (!log.settled) return;
      const index = lines.findIndex((line) => line.sequence >= marked);
      if (index >= 0 && lines[index]?.sequence === marked) {
        placed.current = true;
        virtual.scrollToIndex(index, { align: 'center' });
      }
      return;
    }
    const held = anchor.current;
    anchor.current = null;
    if (held === null || follow) return;
    const index = lines.findIndex((line) => line.sequence === held.sequence);
    if (index < 0) return;
    const start = virtual.measurementsCache[index]?.start ?? index * lineHeight;
    box.scrollTop = start - held.above;
  }, [first, lines.length, log.settled]);

  // Wrapped lines turn out higher than they were taken for, and new ones come: whatever moves the end, follow it.
  useEffect(() => {
    const box = frame.current;
    if (!follow || box === null || content.current === null) return;
    const observer = new ResizeObserver(() => {
      box.scrollTop = box.scrollHeight;
    });
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [follow]);

  const keepPlace = () => {
    const box = frame.current;
    if (box === null) return;
    // By the measures, not by what is drawn: a jump is drawn one frame later.
    const item = virtual.measurementsCache.find((candidate) => candidate.end > box.scrollTop);
    const line = item === undefined ? undefined : lines[item.index];
    if (item !== undefined && line !== undefined) {
      anchor.current = { sequence: line.sequence, above: item.start - box.scrollTop };
    }
  };
  /** False until the line that the address names is in sight: its own scrolling asks for nothing. */
  const isInPlace = () => {
    if (marked === null || reached.current) return true;
    reached.current =
      placed.current && virtual.getVirtualItems().some((item) => lines[item.index]?.sequence === marked);
    return false;
  };
  const onScroll = () => {
    const box = frame.current;
    if (box === null) return;
    const { scrollTop, scrollHeight, clientHeight } = box;
    // Reading upwards stops the following; the box says so and starts it again.
    if (follow && scrollTop < lastTop.current - 4 && scrollHeight >= lastHeight.current) onFollow(false);
    lastTop.current = scrollTop;
    lastHeight.current = scrollHeight;
    // Until the lines that were asked for are there and in their place, a scroll is none of the reader.
    if (log.activity !== null || !log.settled || !isInPlace()) return;
    if (scrollTop < nearEdge && log.older !== null && !follow) void log.loadOlder();
    else if (scrollHeight - scrollTop - clientHeight < nearEdge && log.newer !== null) void log.loadNewer();
  };
  // The answer can come long after the scroll that asked for it: the place is noted at each drawing before it.
  useLayoutEffect(() => {
    if (log.activity?.kind === 'older' || log.activity?.kind === 'newer') keepPlace();
  });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const box = frame.current;
    if (box === null || event.target !== box) return;
    if (event.key === 'End' && log.newer === null) onFollow(true);
    else if (['ArrowUp', 'PageUp', 'Home'].includes(event.key) && follow) onFollow(false);
  };
  return (
    <div
      ref={frame}
      className={classes.log}
      data-wrap={wrap || undefined}
      data-stale={!log.settled || undefined}
      role="log"
      aria-label="Log lines"
      aria-busy={log.activity !== null}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      {lines.length === 0 ? (
        <p className={classes.none}>{log.activity === null ? empty : 'Reading the log'}</p>
      ) : null}
      <div ref={content} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-level={line.level}
              data-marked={line.sequence === marked || undefined}
              className={classes.line}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Line line={line} needle={needle} onLine={onLine} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Line({
  line,
  needle,
  onLine,
}: {
  line: LogLine;
  needle: string;
  onLine: (sequence: number) => void;
}) {
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className={classes.lineNumber}
        aria-label={`Line ${line.sequence}, show it in its place`}
        onClick={() => onLine(line.sequence)}
      >
        {line.sequence}
      </button>
      <time dateTime={line.at}>{line.at.slice(11, 23)}</time>
      <span className={classes.level}>{line.level}</span>
      <span className={classes.message}>{marks(line.message, needle)}</span>
    </>
  );
}

/** Every place where the text occurs, at most a hundred of a line. */
function marks(text: string, needle: string): ReactNode {
  if (needle === '') return text;
  const low = text.toLowerCase();
  const wanted = needle.toLowerCase();
  const parts: ReactNode[] = [];
  let from = 0;
  for (let at = low.indexOf(wanted); at >= 0 && parts.length < 200; at = low.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + needle.length)}</mark>);
    from = at + needle.length;
  }
  parts.push(text.slice(from));
  return parts;
}
