import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Answer, api, read } from '../../app/api.ts';
import { openStream } from '../../app/stream.ts';

type Execution = Answer<'getExecution'>;
export type LogLine = Execution['log'][number];

export const isOpen = (status: Execution['status']): boolean =>
  status === 'queued' || status === 'running' || status === 'pending_approval';

/**
 * The log of one execution: its tail at once, older lines on demand, new ones as they are written. Lines are
 * keyed by their sequence, so a stream that comes back after a pause never doubles one.
 */
export function useLogLines(execution: Execution, live: boolean) {
  const client = useQueryClient();
  const [held, setHeld] = useState<ReadonlyMap<number, LogLine>>(() => keyed(execution.log));
  const [total, setTotal] = useState(execution.log_lines_total);
  const [connection, setConnection] = useState<'open' | 'waiting' | 'closed'>('closed');
  const { id, log } = execution;

  // The tail of each reading closes the gap that a broken stream may have left.
  const [seen, setSeen] = useState(log);
  if (seen !== log) {
    setSeen(log);
    setHeld((old) => merged(old, log));
    setTotal(execution.log_lines_total);
  }

  useEffect(() => {
    if (!live) return;
    const close = openStream(
      (ticket, lastId) =>
        api.address(`/api/v1/executions/${id}/stream`, { ticket, last_event_id: lastId ?? undefined }),
      {
        log: (data) => {
          const line = lineOf(data);
          if (line === null) return;
          setHeld((old) => merged(old, [line]));
          setTotal((old) => Math.max(old, line.sequence));
        },
        // The event carries what changed; asking the server again for each step would be a request a second.
        // The state is left to `ended`: with it the stream closes, and the final numbers are read once.
        progress: (data) => {
          const { progress, counts } = data as Pick<Execution, 'progress' | 'counts'>;
          client.setQueryData(
            read('getExecution', { path: { id } }).queryKey,
            (old: Execution | undefined) => (old === undefined ? old : { ...old, progress, counts }),
          );
        },
        ended: () => {
          for (const name of ['getExecution', 'getStatus', 'listJobs']) {
            void client.invalidateQueries({ queryKey: [name] });
          }
        },
      },
      setConnection,
    );
    return () => {
      close();
      setConnection('closed');
    };
  }, [client, id, live]);

  const lines = [...held.values()].sort((a, b) => a.sequence - b.sequence);
  const first = lines[0];
  const more = lines.length < total && first !== undefined;
  const older = async () => {
    if (first === undefined) return;
    const page = await api.call('getExecutionLog', {
      path: { id },
      query: { before: first.sequence, limit: 500 },
    });
    setHeld((old) => merged(old, page.data));
    setTotal(page.total);
  };
  return { lines, total, connection, older: more ? older : null };
}

function keyed(lines: LogLine[]): Map<number, LogLine> {
  return new Map(lines.map((line) => [line.sequence, line]));
}

function merged(old: ReadonlyMap<number, LogLine>, lines: LogLine[]): ReadonlyMap<number, LogLine> {
  if (lines.every((line) => old.has(line.sequence))) return old;
  const next = new Map(old);
  for (const line of lines) next.set(line.sequence, line);
  return next;
}

function lineOf(data: unknown): LogLine | null {
  const line = data as Partial<LogLine> | null;
  return typeof line?.sequence === 'number' && typeof line.message === 'string' ? (line as LogLine) : null;
}
