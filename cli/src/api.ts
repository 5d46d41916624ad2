import { type ApiClient, ApiProblem, createClient, type OperationId } from '@infraudit/api-client';
import { CliError, explainNetwork, explainProblem, Interrupted, type TokenSource } from './errors.ts';
import { type Session, sessionOf } from './session.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

export type Api = {
  /** Throws a CliError that says what, why and what to do. */
  call: ApiClient['call'];
  /** A GET whose body is copied as it comes. `path` starts with /api. */
  download(
    path: string,
    query: Record<string, string | number | undefined>,
  ): Promise<ReadableStream<Uint8Array>>;
  server: string;
  /** The address of a page of the web app. */
  web(path: string): string;
  session: Session;
};

export type ApiOptions = {
  settings: Settings;
  terminal: Terminal;
  signedIn: boolean;
  warn(line: string): void;
  note(line: string): void;
  debug(line: string): void;
};

const timeoutSeconds = 30;
/** Calls in which the server itself waits for a cloud. */
const slowPaths = [
  /\/preflight$/,
  /\/aws\/connect$/,
  /\/credentials$/,
  /\/audit-events\/verify$/,
  /\/export$/,
  /\/download$/,
];
const slowTimeoutSeconds = 300;
const longestRetryAfterSeconds = 60;

export async function openApi(options: ApiOptions): Promise<Api> {
  const { settings, terminal } = options;
  const session = sessionOf(options);
  if (options.signedIn) session.require();
  const tokenFrom: TokenSource = options.signedIn ? session.from : 'none';
  const at = { server: settings.server, tokenFrom };

  const send = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    const seconds = slowPaths.some((slow) => slow.test(path)) ? slowTimeoutSeconds : timeoutSeconds;
    const started = performance.now();
    try {
      const signal = AbortSignal.any([
        request.signal,
        terminal.interrupt,
        AbortSignal.timeout(seconds * 1000),
      ]);
      const response = await fetch(new Request(request, { signal }));
      const took = Math.round(performance.now() - started);
      options.debug(
        `${request.method} ${path} ${response.status} ${took} ms ${response.headers.get('x-request-id') ?? ''}`,
      );
      return response;
    } catch (error) {
      options.debug(`${request.method} ${path} failed after ${Math.round(performance.now() - started)} ms`);
      if (terminal.interrupt.aborted)
        throw new Interrupted('The request was given up; the server may still have done it.');
      throw explainNetwork(error, settings.server, seconds);
    }
  };

  const sendAsUser = async (request: Request): Promise<Response> => {
    const again = request.clone();
    const answer = await send(await withToken(request, options.signedIn ? session : null));
    if (answer.status === 401 && options.signedIn && (await session.renew())) {
      await answer.body?.cancel();
      return await send(await withToken(again, session));
    }
    if (answer.status === 429 && request.method === 'GET') {
      const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
      if (wait >= 0 && wait <= longestRetryAfterSeconds) {
        await answer.body?.cancel();
        options.note(`The server asks to wait ${wait} s; then the request is sent once more.`);
        await pause(wait * 1000, terminal.interrupt);
        return await send(await withToken(again, options.signedIn ? session : null));
      }
    }
    return answer;
  };

  const guarded = async (request: Request): Promise<Response> => {
    const answer = await sendAsUser(request);
    refuseForeignAnswer(answer, settings.server);
    return answer;
  };

  const client = createClient({
    baseUrl: settings.server,
    fetch: (input, init) => guarded(new Request(input, init)),
  });
  const explained = (error: unknown): unknown => {
    if (!(error instanceof ApiProblem)) return error;
    if (error.status !== 0) return explainProblem(error, at);
    const { cause } = error;
    if (cause instanceof CliError || cause instanceof Interrupted) return cause;
    if (cause instanceof SyntaxError)
      return notTheApi(settings.server, 'Its answer is not valid JSON.', cause);
    return explainNetwork(cause, settings.server, timeoutSeconds);
  };
  return {
    session,
    server: settings.server,
    web: (path) => `${settings.server}${path}`,
    call: (async (id: OperationId, ...input: []) => {
      try {
        return await client.call(id as 'listProviders', ...input);
      } catch (error) {
        throw explained(error);
      }
    }) as unknown as ApiClient['call'],
    async download(path, query) {
      const answer = await sendAsUser(new Request(client.address(path, query)));
      if (answer.ok && answer.body !== null) return answer.body;
      refuseForeignAnswer(answer, settings.server);
      const body: unknown = await answer.json().catch(() => null);
      const { error, code } = (body ?? {}) as { error?: string; code?: string };
      const requestId = answer.headers.get('x-request-id');
      throw explainProblem(
        new ApiProblem(answer.status, code ?? 'unexpected', error ?? 'The server refused', [], requestId),
        at,
      );
    },
  };
}

async function withToken(request: Request, session: Session | null): Promise<Request> {
  const headers = new Headers(request.headers);
  headers.set('user-agent', `infraudit/${version}`);
  headers.set('accept', 'application/json, text/csv;q=0.9, */*;q=0.1');
  const token = await session?.token();
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  return new Request(request, { headers });
}

const expected = /^(application\/(.+\+)?json|text\/csv)\b/;

/** A proxy's sign-in page or another program answers with something else; its words must not pass for ours. */
function refuseForeignAnswer(answer: Response, server: string): void {
  if (answer.status === 204 || answer.status === 304) return;
  const type = answer.headers.get('content-type') ?? '';
  if (expected.test(type)) return;
  const what = type === '' ? 'an answer without a type' : type.split(';')[0];
  throw notTheApi(server, `It answered ${answer.status} with ${what}, where JSON was expected.`);
}

function notTheApi(server: string, why: string, cause?: unknown): CliError {
  return new CliError(`${server} does not answer like InfraAudit`, {
    why,
    fix: 'Check the address: infraudit config get server_url. A proxy in between may answer for the server.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Waits, or throws Interrupted on Ctrl-C. */
export function pause(ms: number, interrupt: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Interrupted('Stopped waiting.'));
    };
    if (interrupt.aborted) return reject(new Interrupted('Stopped waiting.'));
    const timer = setTimeout(() => {
      interrupt.removeEventListener('abort', stop);
      resolve();
    }, ms);
    interrupt.addEventListener('abort', stop, { once: true });
  });
}
