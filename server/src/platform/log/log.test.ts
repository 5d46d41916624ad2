import { expect, test } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { createLog, type Log } from './log.ts';

function captured(format: 'text' | 'json', secrets: string[] = []): { log: Log; lines: string[] } {
  const lines: string[] = [];
  return { log: createLog({ level: 'debug', format, secrets, write: (line) => lines.push(line) }), lines };
}

test('a line carries its level, message and facts, and those of the log it came from', () => {
  const { log, lines } = captured('json');
  log.with({ requestId: 'r1' }).info('started', { port: 8080 });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    msg: 'started',
    requestId: 'r1',
    port: 8080,
  });
});

test.each([
  'password',
  'secretAccessKey',
  'client_secret',
  'apiKey',
  'authorization',
  'Set-Cookie',
  'privateKey',
  'credentials',
])('a fact named %s is never written, at any depth', (name) => {
  const { log, lines } = captured('json');
  log.info('x', { a: { b: [{ [name]: 'hunter2' }] } });
  expect(lines[0]).not.toContain('hunter2');
  expect(lines[0]).toContain('(redacted)');
});

test('harmless names stay readable', () => {
  const { log, lines } = captured('json');
  log.info('x', { accessKeyId: 'some-id', keyId: 'k1', tokens: 3 });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ keyId: 'k1', tokens: 3, accessKeyId: 'some-id' });
});

test.each(['json', 'text'] as const)(
  'known secrets and shapes of keys vanish from messages and errors too (%s)',
  (format) => {
    const { log, lines } = captured(format, ['correct horse']);
    log.error('failed with correct horse', {
      error: new Error(
        'postgres://user:hidden1@host/db and Bearer abcdefghijk and ia_live_abcdefghij and AKIAIOSFODNN7EXAMPLE',
      ),
    });
    for (const secret of ['correct horse', 'hidden1', 'abcdefghijk', 'ia_live_a', 'AKIAIOSFODNN7'])
      expect(lines.join('')).not.toContain(secret);
  },
);

test('an error shows its private detail, cause and stack in the log', () => {
  const { log, lines } = captured('json');
  log.error('x', {
    error: new AppError('upstream_failed', 'public', { detail: { status: 500 }, cause: new Error('deeper') }),
  });
  expect(JSON.parse(lines[0] ?? '').error).toMatchObject({
    message: 'public',
    detail: { status: 500 },
    cause: { message: 'deeper' },
  });
});

test('a circular fact does not stop the line', () => {
  const { log, lines } = captured('text');
  const circle: Record<string, unknown> = { n: 1n };
  circle.self = circle;
  log.info('round', { circle });
  expect(lines[0]).toContain('(omitted)');
});
