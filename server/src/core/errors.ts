/**
 * The one family of errors that may cross a module's door. `message` is public: it names what is wrong and
 * what to do. `detail` is private and only ever logged. Anything that is not an AppError is a surprise and is
 * answered as an opaque 500.
 */
export type ErrorCode =
  | 'invalid_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'unprocessable'
  | 'payload_too_large'
  | 'rate_limited'
  | 'locked'
  | 'upstream_failed'
  | 'unavailable'
  | 'internal';

/** One wrong field: `path` as the caller wrote it (`schedule`, `tags.0.key`), `message` says the fix. */
export type FieldProblem = { path: string; message: string };

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: FieldProblem[];
  readonly detail: unknown;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: FieldProblem[]; detail?: unknown; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? [];
    this.detail = options.detail;
  }
}

export const httpStatusOf: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unprocessable: 422,
  payload_too_large: 413,
  rate_limited: 429,
  locked: 423,
  upstream_failed: 502,
  unavailable: 503,
  internal: 500,
};

export const notFound = (what: string): AppError => new AppError('not_found', `${what} not found`);

/** The text of an unknown thrown value, for logs and execution records, never for an answer. */
export function describeError(error: unknown): string {
  if (error instanceof Error)
    return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
  return String(error);
}
