import { pino } from 'pino';
import { AppError } from '../../core/errors.ts';
import { isSecretName, redactText } from './redaction.ts';
import { textLines } from './text-lines.ts';

/** A log line: what happened, and the facts by name. Facts with secret-looking names are never written. */
export type Log = {
  debug(message: string, facts?: Facts): void;
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
  /** The same log with facts that every line carries, such as the request id. */
  with(facts: Facts): Log;
};
export type Facts = Record<string, unknown>;

export type LogOptions = {
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  format: 'text' | 'json';
  /** Values that must not appear anywhere in the output. */
  secrets: string[];
  write?: (line: string) => void;
};

export function createLog(options: LogOptions): Log {
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const secrets = [...new Set(options.secrets)].sort((a, b) => b.length - a.length);
  const destination = {
    write: (line: string) => {
      const clean = redactText(line, secrets);
      write(options.format === 'json' ? clean : textLines(clean));
    },
  };
  const root = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return wrap((level, message, facts) => root[level](facts, message), {});
}

/** A log that keeps nothing, for tests and one-off commands. */
export const silentLog: Log = wrap(() => undefined, {});

type Level = 'debug' | 'info' | 'warn' | 'error';

function wrap(emit: (level: Level, message: string, facts: Facts) => void, own: Facts): Log {
  const at = (level: Level) => (message: string, facts?: Facts) =>
    emit(level, message, printable({ ...own, ...facts }));
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (facts) => wrap(emit, { ...own, ...facts }),
  };
}

function printable(facts: Facts): Facts {
  return printableValue(facts, 0, new Set()) as Facts;
}

const maxDepth = 6;
const maxItems = 100;

function printableValue(value: unknown, depth: number, above: Set<object>): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (value instanceof Uint8Array) return `(${value.length} bytes)`;
  if (depth >= maxDepth || above.has(value)) return '(omitted)';
  above.add(value);
  try {
    if (value instanceof Error) return printableError(value, depth, above);
    if (Array.isArray(value))
      return value.slice(0, maxItems).map((item) => printableValue(item, depth + 1, above));
    const entries = Object.entries(value).slice(0, maxItems);
    return Object.fromEntries(
      entries.map(([name, item]) => [
        name,
        isSecretName(name) ? '(redacted)' : printableValue(item, depth + 1, above),
      ]),
    );
  } finally {
    above.delete(value);
  }
}

function printableError(error: Error, depth: number, above: Set<object>): Facts {
  const code = 'code' in error ? error.code : undefined;
  return {
    name: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error instanceof AppError && error.detail !== undefined
      ? { detail: printableValue(error.detail, depth + 1, above) }
      : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: printableValue(error.cause, depth + 1, above) }),
  };
}
