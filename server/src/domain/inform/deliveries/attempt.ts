import { AppError, describeError } from '../../../core/errors.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { Claimed } from './claim-store.ts';
import type { DeliveryKindHandler, SendResult } from './delivery.ts';

/** A delivery during which the process ended so often in a row is given up: it may be what ends it. */
const mostInterruptions = 20;

/**
 * One call of the sender, ended after `timeoutMs` or when `stop` is aborted, whatever the sender does. Never
 * throws. `brokenOff` says that nobody knows the result because the process stops.
 */
export async function attemptDelivery(
  deps: {
    log: Log;
    handler: DeliveryKindHandler | undefined;
    timeoutMs: number;
    stop: AbortSignal;
    next: () => readonly Claimed[];
  },
  claimed: Claimed,
): Promise<{ result: SendResult; brokenOff: boolean }> {
  const { handler, next, stop, timeoutMs } = deps;
  const known = (result: SendResult) => ({ result, brokenOff: false });
  if (handler === undefined) {
    return known({
      outcome: 'retry',
      reason: `this version does not send deliveries of kind ${claimed.kind}`,
    });
  }
  if (claimed.interruptions >= mostInterruptions) {
    const reason = `the process ended ${claimed.interruptions} times in a row while it was sent`;
    return known({ outcome: 'give_up', reason });
  }
  const own = new AbortController();
  const breakOff = () => own.abort(new Error('the process stops'));
  const timer = setTimeout(() => own.abort(new Error('too slow')), timeoutMs);
  stop.addEventListener('abort', breakOff);
  try {
    if (stop.aborted) breakOff();
    return known(await Promise.race([handler.send(claimed, own.signal, next), whenAborted(own.signal)]));
  } catch (error) {
    if (stop.aborted) {
      return {
        result: { outcome: 'retry', reason: 'the process stopped while it was sent' },
        brokenOff: true,
      };
    }
    if (own.signal.aborted) {
      return known({ outcome: 'retry', reason: `there was no result within ${timeoutMs / 1000} s` });
    }
    if (error instanceof AppError && error.code !== 'internal') {
      return known({ outcome: 'retry', reason: error.message });
    }
    deps.log.error('a delivery could not be sent', {
      delivery: claimed.id,
      destination: claimed.destinationId,
      reason: describeError(error),
    });
    return known({ outcome: 'retry', reason: 'sending it failed inside of InfraAudit; the log says why' });
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', breakOff);
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
