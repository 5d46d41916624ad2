import { isIP, connect as openSocket, type Socket } from 'node:net';
import { Agent, type Dispatcher, request as send } from 'undici';
import { AppError, describeError } from '../../core/errors.ts';
import { guardedLookup, isPublicAddress, refusedAddress } from './address-guard.ts';

export type OutboundRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For the whole exchange; 10 s when absent. */
  timeoutMs?: number;
  /** A longer answer is an error; 1 MB when absent. */
  maxBytes?: number;
  /**
   * Instead of `maxBytes`, where the body hardly matters: it is read so far and so long, and the rest is left. An
   * answer whose body breaks off or never ends is an answer all the same.
   */
  cutBody?: { bytes: number; ms: number };
  signal?: AbortSignal;
};
export type OutboundAnswer = {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  durationMs: number;
};

/**
 * Calls to other systems. Redirects are answers like any other (their target was not checked). Throws an
 * AppError `upstream_failed` when there is no answer in time, `unprocessable` for an address that is refused.
 */
export type OutboundHttp = {
  request(request: OutboundRequest): Promise<OutboundAnswer>;
  /** The same for libraries that bring their own calls. */
  fetch: typeof globalThis.fetch;
  /**
   * A plain connection, for protocols other than HTTP. `trusted` skips the check of the address: for hosts that
   * the operator configured.
   */
  connect(
    host: string,
    port: number,
    options: { trusted: boolean; signal: AbortSignal; timeoutMs?: number },
  ): Promise<Socket>;
  close(): Promise<void>;
};

const defaultTimeoutMs = 10_000;
const defaultMaxBytes = 1_048_576;

export function createOutboundHttp(options: {
  allowPrivateAddresses: boolean;
  userAgent: string;
  /** How names are resolved; the system's way when absent. */
  resolve?: Parameters<typeof guardedLookup>[0];
}): OutboundHttp {
  const { allowPrivateAddresses } = options;
  const agent = new Agent({
    connect: {
      timeout: 10_000,
      ...(allowPrivateAddresses ? {} : { lookup: guardedLookup(options.resolve) }),
    },
    keepAliveTimeout: 4000,
  });

  const client: Pick<OutboundHttp, 'request'> = {
    async request(request) {
      const url = parseUrl(request.url);
      // A literal address is never looked up, so the guard of names would not see it.
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (!allowPrivateAddresses && isIP(host) !== 0 && !isPublicAddress(host)) throw refusedAddress(host);
      const timeoutMs = request.timeoutMs ?? defaultTimeoutMs;
      const deadline = AbortSignal.timeout(timeoutMs);
      const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
      const startedAt = performance.now();
      try {
        const response = await send(url, {
          dispatcher: agent,
          method: request.method ?? 'GET',
          headers: { 'user-agent': options.userAgent, ...request.headers },
          ...(request.body === undefined ? {} : { body: request.body }),
          signal,
        });
        const body =
          request.cutBody === undefined
            ? await readBody(response.body, request.maxBytes ?? defaultMaxBytes, url.host)
            : await readStart(response.body, request.cutBody);
        return {
          status: response.statusCode,
          headers: plainHeaders(response.headers),
          body,
          durationMs: Math.round(performance.now() - startedAt),
        };
      } catch (error) {
        if (request.signal?.aborted === true) throw request.signal.reason;
        throw failure(error, url.host, deadline.aborted ? timeoutMs : undefined);
      }
    },
  };
  return {
    ...client,
    fetch: fetchOver(client.request),
    connect(host, port, { trusted, signal, timeoutMs = defaultTimeoutMs }) {
      const checked = !allowPrivateAddresses && !trusted;
      if (checked && isIP(host) !== 0 && !isPublicAddress(host)) return Promise.reject(refusedAddress(host));
      return connected(`${host}:${port}`, timeoutMs, signal, () =>
        openSocket({ host, port, ...(checked ? { lookup: guardedLookup(options.resolve) } : {}) }),
      );
    },
    close: () => agent.close(),
  };
}

function connected(
  where: string,
  timeoutMs: number,
  signal: AbortSignal,
  open: () => Socket,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = open();
    const stop = (error: Error) => {
      settle();
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(
      () => stop(new AppError('upstream_failed', `${where} did not answer within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    const abort = () => stop(signal.reason as Error);
    const fail = (error: Error) => stop(failure(error, where, undefined));
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.removeListener('error', fail);
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', fail);
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
  });
}

const withoutBody = new Set([204, 205, 304]);

function fetchOver(request: OutboundHttp['request']): typeof globalThis.fetch {
  return async (input, init) => {
    const wanted = new Request(input, init);
    const body = wanted.body === null ? undefined : new Uint8Array(await wanted.arrayBuffer());
    const answer = await request({
      method: wanted.method as NonNullable<OutboundRequest['method']>,
      url: wanted.url,
      headers: Object.fromEntries(wanted.headers),
      signal: wanted.signal,
      ...(body === undefined ? {} : { body }),
    });
    const content = withoutBody.has(answer.status) ? null : new Uint8Array(answer.body);
    return new Response(content, { status: answer.status, headers: answer.headers });
  };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AppError('invalid_input', 'The address must begin with https:// or http://', {
      details: [{ path: 'url', message: 'must be an http or https address' }],
    });
  }
  return url;
}

async function readBody(
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
  host: string,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) {
      body.destroy();
      throw new AppError('upstream_failed', `${host} answered with more than ${maxBytes} bytes`);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function readStart(
  body: Dispatcher.ResponseData['body'],
  limit: { bytes: number; ms: number },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => body.destroy(), limit.ms);
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= limit.bytes) break;
    }
  } catch {
    // What came until then is enough.
  } finally {
    clearTimeout(timer);
    body.destroy();
  }
  return Buffer.concat(chunks).subarray(0, limit.bytes);
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function failure(error: unknown, host: string, timedOutAfterMs: number | undefined): AppError {
  const known = appErrorIn(error);
  if (known !== undefined) return known;
  if (timedOutAfterMs !== undefined) {
    return new AppError('upstream_failed', `${host} did not answer within ${timedOutAfterMs / 1000} s`, {
      cause: error,
    });
  }
  return new AppError('upstream_failed', `${host} could not be reached: ${reasonOf(error)}`, {
    cause: error,
  });
}

function appErrorIn(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  return error instanceof Error && error.cause !== undefined ? appErrorIn(error.cause) : undefined;
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such name',
  EAI_AGAIN: 'its name could not be resolved',
  ECONNRESET: 'it closed the connection',
  UND_ERR_SOCKET: 'it closed the connection',
  UND_ERR_CONNECT_TIMEOUT: 'it does not take connections',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
};

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? describeError(error);
}
