import type {
  ChannelAnswer,
  ChannelOutcome,
  ChannelRequest,
  ChannelTools,
  Exchange,
} from './define-channel.ts';

const keptBodyBytes = 4096;
const longestRetrySeconds = 7200;

/** Of an address only its host: paths and queries carry keys. */
export function hostOf(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return '';
  return new URL(address).host;
}

const shownHeaders = ['content-type', 'retry-after', 'x-request-id', 'x-slack-req-id', 'date'];

/** Calls, and keeps what may be shown of it. `secrets` are blacked out where an answer repeats them. */
export async function exchange(
  tools: ChannelTools,
  request: ChannelRequest,
  secrets: readonly (string | undefined)[],
): Promise<{ answer: ChannelAnswer; text: string; shown: Exchange }> {
  const answer = await tools.request({ timeoutMs: 10_000, ...request });
  const text = new TextDecoder().decode(answer.body.subarray(0, 65_536));
  const without = (value: string) =>
    secrets.reduce<string>(
      (rest, secret) => (secret === undefined || secret === '' ? rest : rest.replaceAll(secret, '[removed]')),
      value,
    );
  const pick = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => shownHeaders.includes(name.toLowerCase())));
  return {
    answer,
    text,
    shown: {
      request: {
        method: request.method,
        url: `${new URL(request.url).origin}/…`,
        headers: pick(request.headers ?? {}),
      },
      response: {
        status: answer.status,
        headers: pick(answer.headers),
        body: without(text).slice(0, keptBodyBytes),
        durationMs: answer.durationMs,
      },
    },
  };
}

/** Seconds that a Retry-After asks for, as a number or a date; undefined when it says nothing. Two hours at most. */
export function retryAfterOf(answer: ChannelAnswer): number | undefined {
  const value = answer.headers['retry-after'];
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value.trim())
    ? Number(value)
    : Math.ceil((Date.parse(value) - Date.parse(answer.headers.date ?? '')) / 1000);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, longestRetrySeconds) : undefined;
}

/** What a status means where the vendor says nothing more exact. */
export function outcomeOf(answer: ChannelAnswer, host: string): ChannelOutcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  const reason = `${host} answered ${status}`;
  if (status >= 300 && status < 400)
    return { outcome: 'give_up', reason: `${reason}: redirects are not followed` };
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const retryAfterSeconds = retryAfterOf(answer);
    return {
      outcome: 'retry',
      reason: status === 429 ? `${reason}: too many messages` : reason,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
  }
  return { outcome: 'give_up', reason };
}
