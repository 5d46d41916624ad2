import { api, isProblem } from './api.ts';

type Handlers = Record<string, (data: unknown, id: string) => void>;

const waits = [2, 4, 8, 16, 32];

/**
 * A stream of server-sent events that comes back by itself after 2, 4, 8, 16 and then every 32 seconds. Each
 * attempt takes a fresh ticket, so no long-lived secret is ever part of an address. Returns how to close it.
 */
export function openStream(
  address: (ticket: string, lastId: string | null) => Promise<string> | string,
  handlers: Handlers,
  onState: (state: 'open' | 'waiting') => void = () => undefined,
): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;
  let lastId: string | null = null;

  const again = () => {
    source?.close();
    source = null;
    if (closed) return;
    onState('waiting');
    const seconds = waits[Math.min(failures, waits.length - 1)] ?? 32;
    failures++;
    timer = setTimeout(connect, seconds * 1000);
  };
  const connect = async () => {
    try {
      const { ticket } = await api.call('createStreamTicket');
      const where = await address(ticket, lastId);
      if (closed) return;
      source = new EventSource(where);
    } catch (error) {
      // Signed out: the page will leave by itself, and a stream would only ask in vain.
      if (!isProblem(error, 401)) again();
      return;
    }
    source.onopen = () => {
      failures = 0;
      onState('open');
    };
    source.onerror = again;
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (event.lastEventId !== '') lastId = event.lastEventId;
        handle(parsed(event.data), event.lastEventId);
      });
    }
  };
  void connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
