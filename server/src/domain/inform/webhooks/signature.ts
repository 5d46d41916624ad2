import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Signatures of webhooks, both kinds that we send. Pure but for `newSecret`.
 * Sources of the rules: the Standard Webhooks specification (webhook-signature), and the published API of
 * InfraAudit (X-InfraAudit-Signature: hexadecimal HMAC-SHA256 of the raw body, keyed by the text of the secret).
 */

const prefix = 'whsec_';
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const fewestKeyBytes = 24;
const mostKeyBytes = 64;
export const secretRule = `must be ${prefix} and base64 of ${fewestKeyBytes} to ${mostKeyBytes} random bytes, or absent to have one made`;

export function newSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`;
}

/** The key inside of a secret of ours; undefined for anything else. */
export function keyOfSecret(secret: string): Buffer | undefined {
  if (!secret.startsWith(prefix)) return undefined;
  const text = secret.slice(prefix.length);
  if (!base64.test(text)) return undefined;
  const key = Buffer.from(text, 'base64');
  return key.length >= fewestKeyBytes && key.length <= mostKeyBytes ? key : undefined;
}

/** `v1,<base64>` over id, time and body. `seconds` since 1970, as in the header. */
export function standardSignature(
  key: Uint8Array,
  id: string,
  seconds: string,
  body: string | Uint8Array,
): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest('base64')}`;
}

/** `sha256=<hex>` over the body, keyed by the secret as it is written. */
export function bodySignature(secret: string | Uint8Array, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/**
 * The headers that prove a message. The first secret is the newest; the others are still valid and sign
 * `webhook-signature` too, so that a receiver can change over at any moment.
 */
export function signatureHeaders(
  secrets: readonly [string, ...string[]],
  message: { id: string; at: Date; body: string },
): Record<string, string> {
  const seconds = String(Math.floor(message.at.getTime() / 1000));
  const signatures = secrets.flatMap((secret) => {
    const key = keyOfSecret(secret);
    return key === undefined ? [] : [standardSignature(key, message.id, seconds, message.body)];
  });
  return {
    'webhook-id': message.id,
    'webhook-timestamp': seconds,
    'webhook-signature': signatures.join(' '),
    'x-infraaudit-signature': bodySignature(secrets[0], message.body),
  };
}

export type SignatureCheck = {
  valid: boolean;
  /** Which of the two kinds were there and hold. */
  checked: ('webhook-signature' | 'x-infraaudit-signature')[];
  /** Why it does not hold; null when it does. */
  problem: string | null;
};

/**
 * Checks what a receiver got, over the raw bytes of the body. Every kind of signature that is there must hold, and
 * there must be one. `toleranceSeconds` null accepts messages of any age.
 */
export function verifySignature(received: {
  secret: string;
  /** Names in any case. */
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
  now: Date;
  toleranceSeconds: number | null;
}): SignatureCheck {
  const headers = new Map(
    Object.entries(received.headers).map(([name, value]) => [name.toLowerCase(), value.trim()]),
  );
  const checked: SignatureCheck['checked'] = [];
  const refuse = (problem: string): SignatureCheck => ({ valid: false, checked, problem });
  const plain = headers.get('x-infraaudit-signature');
  const standard = standardHeaders.filter((name) => headers.has(name));
  if (standard.length === 0 && plain === undefined) return refuse('there is no signature header');
  if (standard.length > 0) {
    const problem = standardProblem(headers, received);
    if (problem !== null) return refuse(problem);
    checked.push('webhook-signature');
  }
  if (plain !== undefined) {
    if (received.secret === '') return refuse('the secret is empty');
    if (!same(plain, bodySignature(received.secret, received.body))) {
      return refuse('x-infraaudit-signature does not fit the body and this secret');
    }
    checked.push('x-infraaudit-signature');
  }
  return { valid: true, checked, problem: null };
}

const standardHeaders = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

function standardProblem(
  headers: ReadonlyMap<string, string>,
  received: Parameters<typeof verifySignature>[0],
): string | null {
  const [id, seconds, signatures] = standardHeaders.map((name) => headers.get(name) ?? '');
  if (!id || !seconds || !signatures) {
    const missing = standardHeaders.filter((name) => !headers.get(name));
    return `${missing.join(' and ')} missing`;
  }
  if (!/^\d{1,12}$/.test(seconds)) return 'webhook-timestamp is not a time in whole seconds';
  const age = Math.floor(received.now.getTime() / 1000) - Number(seconds);
  const tolerance = received.toleranceSeconds;
  if (tolerance !== null && age > tolerance) return `the message is ${age} s old`;
  if (tolerance !== null && -age > tolerance) return `the message is ${-age} s ahead of the clock`;
  const text = received.secret.startsWith(prefix) ? received.secret.slice(prefix.length) : received.secret;
  const key = base64.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (key.length === 0) return 'the secret is empty or not base64';
  const right = standardSignature(key, id, seconds, received.body);
  // Several are separated by spaces; of those that we do not know (other versions) nothing follows.
  const holds = signatures.split(' ').some((signature) => same(signature, right));
  return holds ? null : 'no signature in webhook-signature fits the message and this secret';
}

/** Takes as long for a wrong text as for a right one of the same length. */
function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
