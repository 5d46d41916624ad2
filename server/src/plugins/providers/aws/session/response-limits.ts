import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import type { SdkRequestHandler } from './services.ts';

export class ResponseTooLarge extends Error {
  override readonly name = 'ResponseTooLarge';
}
export class AnswerTimeout extends Error {
  override readonly name = 'AnswerTimeout';
}

/**
 * Wraps the SDK's HTTP handler so that one attempt, headers and body together, has a deadline, and no body is
 * read beyond `maxBytes`. The SDK's own timeouts end with the headers: a body that drips for ever passes them.
 */
export function limitResponses(
  handler: SdkRequestHandler,
  limits: { maxBytes: number; attemptTimeoutMs: number },
): SdkRequestHandler {
  return Object.assign(Object.create(handler) as SdkRequestHandler, {
    async handle(request: unknown, options: { abortSignal?: AbortSignal; requestTimeout?: number } = {}) {
      const deadline = new AbortController();
      // Made only when needed: an error object costs its stack trace, and there is one attempt per call.
      let late: AnswerTimeout | undefined;
      const signal = options.abortSignal
        ? AbortSignal.any([options.abortSignal, deadline.signal])
        : deadline.signal;
      let limiter: Transform | undefined;
      const timer = setTimeout(() => {
        late = new AnswerTimeout(`no complete answer within ${limits.attemptTimeoutMs} ms`);
        deadline.abort(late);
        limiter?.destroy(late);
      }, limits.attemptTimeoutMs);
      try {
        const answer = await handler.handle(request, { ...options, abortSignal: signal });
        const body = answer.response.body as Readable | undefined;
        if (body === undefined || typeof body.pipe !== 'function') {
          clearTimeout(timer);
          return answer;
        }
        limiter = limitedBody(
          body,
          limits.maxBytes,
          Number(answer.response.headers['content-length'] ?? Number.NaN),
        );
        limiter.once('close', () => clearTimeout(timer));
        answer.response.body = limiter;
        return answer;
      } catch (error) {
        clearTimeout(timer);
        // The handler reports any abort alike; only we know that it was the deadline and not the caller.
        throw late ?? error;
      }
    },
  });
}

function limitedBody(body: Readable, maxBytes: number, announced: number): Transform {
  let received = 0;
  const limiter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      if (received > maxBytes) done(new ResponseTooLarge(`the body exceeds ${maxBytes} bytes`));
      else done(null, chunk);
    },
    destroy(error, done) {
      body.destroy();
      done(error);
    },
  });
  body.once('error', (error) => limiter.destroy(error));
  body.once('aborted', () =>
    limiter.destroy(Object.assign(new Error('the body ended early'), { code: 'ECONNRESET' })),
  );
  if (announced > maxBytes) {
    process.nextTick(() =>
      limiter.destroy(new ResponseTooLarge(`a body of ${announced} bytes exceeds ${maxBytes}`)),
    );
  } else {
    body.pipe(limiter);
  }
  return limiter;
}
