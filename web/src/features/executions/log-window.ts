import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Answer, api, read } from '../../app/api.ts';
import { openStream } from '../../app/stream.ts';

type Execution = Answer<'getExecution'>;
export type LogLine = Execution['log'][number];

export const isOpen = (status: Execution['status']): boolean =>
  status === 'queued' || status === 'running' || status === 'pending_approval';

export type LogFilter = { levels: string[]; text: string };

/** A log may have a million lines; the page holds this many around what one reads. */
const mostHeld = 3_000;
const pageLines = 500;
/** A search goes on by itself until it has found this much or reached the end. */
const enoughFound = 60;

type Held = {
  /** The question that these lines answer. */
  key: string;
  lines: LogLine[];
  /** Where older lines go on: the next `before`; null at the first line. */
  older: number | null;
  /** Where newer lines go on: the next `after`; null at the end. */
  newer: number | null;
};
type Activity = { kind: 'tail' | 'older' | 'newer'; at: number | null } | null;

/**
 * The part of a log that is on the screen, and its ways to both sides. Lines that leave the window are let go and
 * asked again when somebody comes back, so memory stays the same however long one scrolls.
 */
export function useLogWindow(execution: Execution, filter: LogFilter, line: number | null) {
  const { id } = execution;
  const client = useQueryClient();
  const live = isOpen(execution.status);
  const filtered = filter.levels.length > 0 || filter.text !== '';
  const key = JSON.stringify([id, filter, line]);
  const [held, setHeld] = useState<Held>(() => tailOf(execution, line === null && !filtered ? key : ''));
  const [total, setTotal] = useState(execution.log_lines_total);
  const [activity, setActivity] = useState<Activity>(null);
  const [error, setError] = useState<unknown>(null);
  const [connection, setConnection] = useState<'open' | 'waiting' | 'closed'>('closed');
  const asking = useRef<AbortController | null>(null);
  const newest = useRef(execution.log_lines_total);
  const matches = useMemo(() => matcher(filter.levels, filter.text), [filter.levels, filter.text]);

  /** Asks until there is enough or no more, and hands the lines on in one piece. */
  const ask = useCallback(
    async (side: 'before' | 'after', from: number | null, kind: 'tail' | 'older' | 'newer') => {
      asking.current?.abort();
      const control = new AbortController();
      asking.current = control;
      setActivity({ kind, at: from });
      setError(null);
      try {
        let cursor = from;
        const found: LogLine[] = [];
        for (;;) {
          const page = await api.call('getExecutionLog', {
            path: { id },
            query: {
              ...(cursor === null ? {} : { [side]: cursor }),
              limit: pageLines,
              ...(filter.levels.length === 0 ? {} : { level: filter.levels.join(',') }),
              ...(filter.text === '' ? {} : { q: filter.text }),
            },
            signal: control.signal,
          });
          if (side === 'before') found.unshift(...page.data);
          else found.push(...page.data);
          newest.current = Math.max(newest.current, page.total);
          setTotal((old) => Math.max(old, page.total));
          cursor = page.searched_to;
          if (cursor === null || !filtered || found.length >= enoughFound) break;
          setActivity({ kind, at: cursor });
        }
        setActivity(null);
        return { found, cursor };
      } catch (problem) {
        if (control.signal.aborted) return null;
        setActivity(null);
        setError(problem);
        return null;
      }
    },
    [id, filtered, filter.levels, filter.text],
  );

  const loadTail = useCallback(async () => {
    const answer = await ask('before', null, 'tail');
    if (answer !== null) setHeld({ key, lines: answer.found, older: answer.cursor, newer: null });
  }, [ask, key]);
  const loadFrom = useCallback(
    async (after: number) => {
      const answer = await ask('after', after, 'tail');
      if (answer !== null) {
        setHeld({ key, lines: answer.found, older: after > 0 ? after + 1 : null, newer: answer.cursor });
      }
    },
    [ask, key],
  );
  const loadOlder = async () => {
    if (held.older === null || activity !== null) return;
    const answer = await ask('before', held.older, 'older');
    if (answer === null) return;
    setHeld((old) => {
      const lines = [...answer.found, ...old.lines];
      const kept = lines.slice(0, mostHeld);
      const last = kept[kept.length - 1];
      const cut = kept.length < lines.length && last !== undefined;
      return { key: old.key, lines: kept, older: answer.cursor, newer: cut ? last.sequence : old.newer };
    });
  };
  const loadNewer = async () => {
    if (held.newer === null || activity !== null) return;
    const answer = await ask('after', held.newer, 'newer');
    if (answer === null) return;
    setHeld((old) => trimmedFront({ ...old, lines: [...old.lines, ...answer.found], newer: answer.cursor }));
  };

  // The first window came with the execution itself; every other question is asked.
  const asked = useRef(line === null && !filtered ? key : '');
  useEffect(() => {
    if (asked.current === key) return;
    asked.current = key;
    void (line === null ? loadTail() : loadFrom(Math.max(0, line - 200)));
  }, [key, line, loadTail, loadFrom]);
  useEffect(() => () => asking.current?.abort(), []);

  useEffect(() => {
    if (!live) return;
    let waiting: LogLine[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A busy run writes thousands of lines a second; the page is drawn ten times.
    const flush = () => {
      timer = undefined;
      const lines = waiting;
      waiting = [];
      const last = lines[lines.length - 1];
      if (last === undefined) return;
      newest.current = Math.max(newest.current, last.sequence);
      setTotal((old) => Math.max(old, last.sequence));
      setHeld((old) => {
        if (old.newer !== null) return old;
        const end = old.lines[old.lines.length - 1]?.sequence ?? 0;
        const fresh = lines.filter((candidate) => candidate.sequence > end && matches(candidate));
        return fresh.length === 0 ? old : trimmedFront({ ...old, lines: [...old.lines, ...fresh] });
      });
    };
    const close = openStream(
      (ticket, lastId) =>
        api.address(`/api/v1/executions/${id}/stream`, {
          ticket,
          last_event_id: lastId ?? undefined,
          after: newest.current,
        }),
      {
        log: (data) => {
          const given = lineOf(data);
          if (given === null) return;
          waiting.push(given);
          timer ??= setTimeout(flush, 100);
        },
        // The event carries what changed; asking the server again for each step would be a request a second.
        progress: (data) => {
          const { status, progress, counts } = data as Pick<Execution, 'status' | 'progress' | 'counts'>;
          let moved = false;
          client.setQueryData(
            read('getExecution', { path: { id } }).queryKey,
            (old: Execution | undefined) => {
              if (old === undefined) return old;
              moved = old.status !== status;
              return { ...old, progress, counts };
            },
          );
          // The end is left to `ended`; between two open states the whole record is read once.
          if (moved && isOpen(status)) void client.invalidateQueries({ queryKey: ['getExecution'] });
        },
        ended: () => {
          flush();
          for (const name of ['getExecution', 'getStatus', 'listJobs', 'getJobTimeline', 'listApprovals']) {
            void client.invalidateQueries({ queryKey: [name] });
          }
        },
      },
      setConnection,
    );
    return () => {
      clearTimeout(timer);
      close();
      setConnection('closed');
    };
  }, [client, id, live, matches]);

  return {
    ...held,
    settled: held.key === key,
    total,
    activity,
    error,
    connection,
    live,
    loadTail,
    loadFrom,
    loadOlder,
    loadNewer,
  };
}

function tailOf(execution: Execution, key: string): Held {
  const [first] = execution.log;
  return {
    key,
    lines: execution.log,
    older: first !== undefined && first.sequence > 1 ? first.sequence : null,
    newer: null,
  };
}

function trimmedFront(held: Held): Held {
  if (held.lines.length <= mostHeld) return held;
  const lines = held.lines.slice(-mostHeld);
  return { ...held, lines, older: lines[0]?.sequence ?? held.older };
}

/** As the server searches: any of the levels, and the text in any case. */
function matcher(levels: string[], text: string): (line: LogLine) => boolean {
  const needle = text.toLowerCase();
  return (line) =>
    (levels.length === 0 || levels.includes(line.level)) &&
    (needle === '' || line.message.toLowerCase().includes(needle));
}

function lineOf(data: unknown): LogLine | null {
  const line = data as Partial<LogLine> | null;
  return typeof line?.sequence === 'number' && typeof line.message === 'string' ? (line as LogLine) : null;
}
