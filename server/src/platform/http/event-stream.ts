import type { ServerResponse } from 'node:http';

/** Server-sent events to one caller. */
export type EventStream = {
  /** The id that the caller saw last, when it comes back after an interruption. */
  readonly lastEventId: string | undefined;
  /** `id` lets the caller come back to this place. False when the caller is gone or too slow to keep. */
  send(event: { id?: string | number; event?: string; data: unknown }): boolean;
  readonly closed: boolean;
  close(): void;
};

const heartbeatMs = 15_000;
/** A caller that does not read is let go instead of filling the memory; it can come back with its last id. */
const maxBuffered = 1_000_000;

/** `onClose` runs once. */
export function openEventStream(
  response: ServerResponse,
  options: { lastEventId: string | undefined; headers: Record<string, string>; onClose: () => void },
): EventStream {
  response.writeHead(200, {
    ...options.headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 3000\n\n');
  let closed = false;
  const heartbeat = setInterval(() => response.write(': \n\n'), heartbeatMs);
  heartbeat.unref();
  const close = (): void => {
    if (closed) return;
    closed = true;
    clearInterval(heartbeat);
    response.end();
    options.onClose();
  };
  response.on('close', close);
  response.on('error', close);
  return {
    lastEventId: options.lastEventId,
    get closed() {
      return closed;
    },
    send({ id, event, data }) {
      if (closed) return false;
      if (response.writableLength > maxBuffered) {
        close();
        return false;
      }
      const lines = JSON.stringify(data ?? null)
        .split('\n')
        .map((line) => `data: ${line}\n`);
      const head = `${id === undefined ? '' : `id: ${oneLine(id)}\n`}${event === undefined ? '' : `event: ${oneLine(event)}\n`}`;
      response.write(`${head}${lines.join('')}\n`);
      return true;
    },
    close,
  };
}

function oneLine(text: string | number): string {
  return String(text).replaceAll(/[\r\n]/g, ' ');
}
