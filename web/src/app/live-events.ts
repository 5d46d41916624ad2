import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, type OperationId } from './api.ts';
import { openStream } from './stream.ts';

/** Events of this long are answered by one refresh: a scan can bring many in a second. */
const gatherMs = 1_500;
const driftReadings: OperationId[] = [
  'listDrifts',
  'getDriftSummary',
  'getStatus',
  'listResourceDrifts',
  'getResource',
];
const scanReadings: OperationId[] = ['getStatus', 'listProviders', 'getProvider', 'listJobs'];

/** Keeps what is on the screen fresh: an event of the server makes the readings that it touches stale. */
export function useLiveEvents(): void {
  const client = useQueryClient();
  useEffect(() => {
    const due = new Set<OperationId>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (names: OperationId[]) => {
      for (const name of names) due.add(name);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const name of due) void client.invalidateQueries({ queryKey: [name] });
        due.clear();
      }, gatherMs);
    };
    const close = openStream(
      (ticket, lastId) => api.address('/api/ws/drifts', { ticket, last_event_id: lastId ?? undefined }),
      {
        drift_detected: () => refresh(driftReadings),
        drift_resolved: () => refresh(driftReadings),
        scan_progress: () => refresh(scanReadings),
      },
    );
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [client]);
}
