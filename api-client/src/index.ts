import createFetchClient, { type Client } from 'openapi-fetch';
import type { operations, paths } from './openapi.generated.ts';
import { routes } from './routes.generated.ts';

export type { operations, paths };

/** Every operation of the API by its published id. */
export type OperationId = keyof typeof routes;

export type ClientOptions = {
  /** Origin of the server without a trailing slash; empty for the page's own origin. */
  baseUrl: string;
  fetch?: typeof globalThis.fetch;
  headers?: Record<string, string>;
};

type Contents<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined;
type Responses<Id extends OperationId> = operations[Id]['responses'];
type Successes = 200 | 201 | 202 | 204;

/** What the operation answers when it succeeds. */
export type Answer<Id extends OperationId> = {
  [Status in keyof Responses<Id> & Successes]: Contents<Responses<Id>[Status]>;
}[keyof Responses<Id> & Successes];

/** One entry of a list. */
export type Item<Id extends OperationId> = Answer<Id> extends { data: (infer Entry)[] } ? Entry : never;

export type Query<Id extends OperationId> = NonNullable<operations[Id]['parameters']['query']>;

export type Body<Id extends OperationId> = operations[Id] extends { requestBody?: infer Request }
  ? [NonNullable<Request>] extends [never]
    ? never
    : NonNullable<Request> extends { content: { 'application/json': infer Json } }
      ? Json
      : never
  : never;

type WithPath<Id extends OperationId> = operations[Id]['parameters'] extends { path: infer Path }
  ? { path: Path }
  : { path?: never };
type WithBody<Id extends OperationId> = [Body<Id>] extends [never] ? { body?: never } : { body: Body<Id> };

export type Input<Id extends OperationId> = WithPath<Id> &
  WithBody<Id> & { query?: Query<Id>; signal?: AbortSignal };

type Arguments<Id extends OperationId> =
  Record<string, never> extends Input<Id> ? [input?: Input<Id>] : [input: Input<Id>];

/** The server's one error shape, or what is known when no such answer came. */
export class ApiProblem extends Error {
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number;
  readonly code: string;
  readonly details: { path: string; message: string }[];
  readonly requestId: string | null;

  constructor(
    status: number,
    code: string,
    message: string,
    details: { path: string; message: string }[],
    requestId: string | null,
  ) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }
}

export type ApiClient = {
  /** Calls an operation. Throws an `ApiProblem` for every answer that is not a success. */
  call<Id extends OperationId>(id: Id, ...input: Arguments<Id>): Promise<Answer<Id>>;
  /** The address of a GET operation, for downloads and streams. */
  address(path: string, query?: Record<string, string | number | undefined>): string;
  raw: Client<paths>;
};

export function createClient(options: ClientOptions): ApiClient {
  const raw = createFetchClient<paths>({
    baseUrl: options.baseUrl,
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    headers: options.headers ?? {},
  });
  return {
    raw,
    address: (path, query = {}) => `${options.baseUrl}${path}${queryText(query)}`,
    async call(id, ...[input]) {
      const route = routes[id];
      const given = (input ?? {}) as { path?: object; query?: object; body?: unknown; signal?: AbortSignal };
      // openapi-fetch types calls by path; here the operation id has already chosen and typed everything.
      const request = raw.request as unknown as (
        method: string,
        path: string,
        init: object,
      ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
      const isText = textOperations.has(id);
      let answer: { data?: unknown; error?: unknown; response: Response };
      try {
        answer = await request(route.method, route.path, {
          params: { path: given.path ?? {}, query: given.query ?? {} },
          ...(given.body === undefined ? {} : { body: given.body }),
          ...(given.signal === undefined ? {} : { signal: given.signal }),
          ...(isText ? { parseAs: 'text' } : {}),
        });
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') throw error;
        const problem = new ApiProblem(0, 'unreachable', 'The server cannot be reached.', [], null);
        throw Object.assign(problem, { cause: error });
      }
      if (!answer.response.ok) throw problemOf(answer.response, answer.error);
      return answer.data as Answer<typeof id>;
    },
  };
}

const textOperations: ReadonlySet<OperationId> = new Set<OperationId>(['exportResources']);

function queryText(query: Record<string, string | number | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function problemOf(response: Response, body: unknown): ApiProblem {
  const shape = (typeof body === 'object' && body !== null ? body : {}) as {
    error?: unknown;
    code?: unknown;
    details?: unknown;
    requestId?: unknown;
  };
  const details = Array.isArray(shape.details)
    ? shape.details.filter(
        (entry): entry is { path: string; message: string } =>
          typeof entry?.path === 'string' && typeof entry?.message === 'string',
      )
    : [];
  return new ApiProblem(
    response.status,
    typeof shape.code === 'string' ? shape.code : 'unexpected',
    typeof shape.error === 'string'
      ? shape.error
      : `The server answered ${response.status} without an explanation.`,
    details,
    typeof shape.requestId === 'string' ? shape.requestId : response.headers.get('x-request-id'),
  );
}
