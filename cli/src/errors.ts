import type { ApiProblem } from '@infraudit/api-client';

/** Something that went wrong, told in up to three lines: what, why, what to do. Everything else is a surprise. */
export class CliError extends Error {
  readonly why: string | null;
  readonly fix: string | null;
  readonly requestId: string | null;
  /** Whether it is the caller's command line that is wrong. */
  readonly usage: boolean;
  /** Of the server's answer; null when it was none. */
  readonly status: number | null;

  constructor(
    what: string,
    more: {
      why?: string | null;
      fix?: string | null;
      requestId?: string | null;
      usage?: boolean;
      status?: number;
      cause?: unknown;
    } = {},
  ) {
    super(what, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'CliError';
    this.why = more.why ?? null;
    this.fix = more.fix ?? null;
    this.requestId = more.requestId ?? null;
    this.usage = more.usage ?? false;
    this.status = more.status ?? null;
  }
}

/** Ctrl-C, or the end of the session. `done` says what was done and what goes on without us. */
export class Interrupted extends Error {
  readonly done: string;

  constructor(done: string) {
    super(done);
    this.name = 'Interrupted';
    this.done = done;
  }
}

export const exitCodes = { fine: 0, error: 1, findings: 2, interrupted: 130 } as const;

/** A mistake on the command line. */
export function usage(what: string, fix: string | null = null): CliError {
  return new CliError(what, { fix, usage: true });
}

/** The lines for standard error. With `debug` the request id and where a surprise came from. */
export function errorLines(error: unknown, debug: boolean): string[] {
  if (!(error instanceof CliError)) {
    const text = error instanceof Error ? error.message : String(error);
    const lines = [`Error: ${text}`, 'Why: this is a defect of the command, not of your input.'];
    if (debug && error instanceof Error && error.stack !== undefined) return [...lines, error.stack];
    return [...lines, 'Do: run it again with --debug and report what it prints.'];
  }
  const lines = [`Error: ${withoutStop(error.message)}`];
  if (error.why !== null) lines.push(`Why: ${error.why}`);
  if (error.fix !== null) lines.push(`Do: ${error.fix}`);
  if (debug && error.requestId !== null) lines.push(`Request id: ${error.requestId}`);
  if (debug && error.cause instanceof Error) lines.push(`Cause: ${error.cause.stack ?? error.cause.message}`);
  return lines;
}

const withoutStop = (text: string) => text.replace(/\.$/, '');

/** What the operator of the command should do about an answer that is not a success. */
export function explainProblem(
  problem: ApiProblem,
  at: { server: string; tokenFrom: TokenSource },
): CliError {
  const base = { requestId: problem.requestId, status: problem.status, cause: problem };
  const fields = problem.details.map(
    ({ path, message }) => `${path === '' ? 'request' : path}: ${asCommand(message)}`,
  );
  const [first] = problem.details;
  const isSaid =
    problem.details.length === 1 &&
    [first?.path, first?.message].every((part) => problem.message.includes(part ?? ''));
  const why = fields.length === 0 ? null : fields.join('; ');
  switch (problem.status) {
    case 401:
      return new CliError('You are not signed in', {
        ...base,
        why: withoutStop(problem.message),
        fix: signInAdvice(at.tokenFrom),
      });
    case 403:
      return new CliError('You may not do this', {
        ...base,
        why: problem.message,
        fix: 'infraudit auth whoami shows your role and permissions.',
      });
    case 404:
      return new CliError(sentence(problem.message), {
        ...base,
        why: why ?? `${at.server} has nothing by that id or address in your organisation.`,
        fix: 'Check the id with the list command of the same group.',
      });
    case 409:
    case 423:
      return new CliError(sentence(problem.message), {
        ...base,
        why,
        fix: 'Look at its state first; the get command of the same group shows it.',
      });
    case 400:
    case 422:
      return new CliError(sentence(problem.message), {
        ...base,
        why: isSaid ? null : why,
        fix: 'Correct the value and run it again; --help shows what the command takes.',
      });
    case 413:
      return new CliError(sentence(problem.message), {
        ...base,
        why: 'What was sent is larger than the server takes.',
      });
    case 429:
      return new CliError('The server asks for fewer requests', {
        ...base,
        why: withoutStop(problem.message),
        fix: 'Wait a minute and run it again.',
      });
    case 502:
    case 503:
    case 504:
      return new CliError(sentence(problem.message), {
        ...base,
        why: why ?? `${at.server} could not get an answer from what is behind it.`,
        fix: 'Try again in a moment; infraudit status shows whether the server is well.',
      });
    default:
      return new CliError(sentence(problem.message), {
        ...base,
        why: why ?? `${at.server} answered with status ${problem.status}.`,
        fix:
          problem.requestId === null
            ? 'Look into the log of the server.'
            : `Look for request ${problem.requestId} in the log of the server.`,
      });
  }
}

export type TokenSource = 'environment' | 'file' | 'none';

export function signInAdvice(from: TokenSource): string {
  if (from === 'environment')
    return 'Set INFRAUDIT_TOKEN to a valid token or API key, or unset it and run infraudit auth login.';
  return 'Run infraudit auth login, or set INFRAUDIT_TOKEN.';
}

/** A capital first letter, unless the first word is a name: of a field, of a control, of a resource. */
function sentence(message: string): string {
  return /^[a-z]+ /.test(message) ? message.charAt(0).toUpperCase() + message.slice(1) : message;
}

/** The server points to a route where here a command helps. */
function asCommand(message: string): string {
  return message.replace('GET /api/v1/resources/types', 'infraudit resource types');
}

const tlsReasons: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that this machine does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes from an authority that this machine does not know',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; is the clock of this machine right',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** Why no answer came at all. `error` is what fetch threw. */
export function explainNetwork(error: unknown, server: string, timeoutSeconds: number): CliError {
  const code = isBadPort(error) ? 'bad port' : causeCode(error);
  const what = `${server} cannot be reached`;
  const more = { cause: error };
  const startAdvice =
    'Start it with npm start, or name another with --server or infraudit config set server_url URL.';
  if (nameOf(error) === 'TimeoutError') {
    return new CliError(`${server} did not answer within ${timeoutSeconds} seconds`, {
      ...more,
      why: 'The server is busy, or something between here and there swallows the request.',
      fix: 'Try again; with --debug you see which request it was.',
    });
  }
  const tls = code === null ? undefined : tlsReasons[code];
  if (tls !== undefined) {
    return new CliError(`${server} cannot be trusted`, {
      ...more,
      why: `The connection is encrypted, but ${tls} (${code}).`,
      fix: 'Give the certificate of your authority in NODE_EXTRA_CA_CERTS, or mend the certificate.',
    });
  }
  if (
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
    code === 'EPROTO'
  ) {
    return new CliError(what, {
      ...more,
      why: 'It does not speak TLS on that port.',
      fix: 'Use http:// instead of https://, or the port that serves https.',
    });
  }
  const reasons: Record<string, string> = {
    'bad port': 'That port is kept for another protocol; requests to it are not even sent.',
    ECONNREFUSED: 'Nothing listens on that address and port.',
    ENOTFOUND: 'The name of the server is not known to DNS.',
    EAI_AGAIN: 'DNS does not answer.',
    ECONNRESET: 'The connection was closed before the answer was complete.',
    UND_ERR_SOCKET: 'The connection was closed before the answer was complete.',
    EHOSTUNREACH: 'There is no way to that machine from here.',
    ENETUNREACH: 'There is no way to that network from here.',
    ETIMEDOUT: 'The machine does not answer.',
    UND_ERR_CONNECT_TIMEOUT: 'The machine does not answer.',
  };
  const why =
    (code === null ? undefined : reasons[code]) ??
    `The connection failed${code === null ? '' : ` (${code})`}.`;
  return new CliError(what, { ...more, why, fix: startAdvice });
}

const nameOf = (error: unknown) =>
  error instanceof Error || error instanceof DOMException ? error.name : '';

/** The one failure of fetch that carries no code. */
const isBadPort = (error: unknown) =>
  error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port';

function causeCode(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError && at.errors.length > 0) return causeCode(at.errors[0]);
  }
  return null;
}
