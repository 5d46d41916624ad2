import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import {
  bodySignature,
  keyOfSecret,
  newSecret,
  signatureHeaders,
  standardSignature,
  verifySignature,
} from './signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const key = keyOfSecret(secret) ?? Buffer.alloc(0);
const body = '{"event":"ping","ü":"ẞ"}';
const now = new Date();
const message = { id: 'dlv_1', at: now, body };

describe('what we sign', () => {
  test('is accepted by the package of Standard Webhooks, with the new secret and with the former one', () => {
    const former = newSecret();
    const headers = signatureHeaders([secret, former], message);
    for (const known of [secret, former])
      expect(new Webhook(known).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow(/No matching signature/);
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
  });
  test('is accepted by our own check, in both kinds', () => {
    expect(
      verifySignature({
        secret,
        headers: signatureHeaders([secret], message),
        body,
        now,
        toleranceSeconds: 300,
      }),
    ).toEqual({ valid: true, checked: ['webhook-signature', 'x-infraaudit-signature'], problem: null });
  });
  test('by the package is accepted by our check', () => {
    const signature = new Webhook(secret).sign('m1', now, body);
    const headers = {
      'Webhook-Id': 'm1',
      'Webhook-Timestamp': String(Math.floor(now.getTime() / 1000)),
      'Webhook-Signature': signature,
    };
    expect(verifySignature({ secret, headers, body, now, toleranceSeconds: 300 }).valid).toBe(true);
  });
  test('has one plain signature, of the newest secret', () => {
    const headers = signatureHeaders([secret, newSecret()], message);
    expect(headers['x-infraaudit-signature']).toBe(bodySignature(secret, body));
  });
});

describe('secrets', () => {
  test('are made of 32 random bytes and are never the same', () => {
    expect(keyOfSecret(newSecret())).toHaveLength(32);
    expect(newSecret()).not.toBe(newSecret());
  });
  test.each([
    '',
    'whsec_',
    'whsec_c2hvcnQ=',
    'hunter2hunter2hunter2hunter2hunter2',
    `whsec_${'!'.repeat(40)}`,
  ])('%j is none', (wrong) => {
    expect(keyOfSecret(wrong)).toBeUndefined();
  });
});

test('one changed byte of the body is noticed by both kinds', () => {
  const headers = signatureHeaders([secret], message);
  const check = (only: string) =>
    verifySignature({
      secret,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith(only))),
      body: body.replace('ping', 'pong'),
      now,
      toleranceSeconds: 300,
    });
  expect(check('webhook-').valid).toBe(false);
  expect(check('x-infraaudit').valid).toBe(false);
  expect(check('nothing').problem).toBe('there is no signature header');
});

test('both kinds must hold where both are there', () => {
  const headers = { ...signatureHeaders([secret], message), 'x-infraaudit-signature': 'sha256=00' };
  expect(verifySignature({ secret, headers, body, now, toleranceSeconds: 300 }).valid).toBe(false);
});

/** Published facts, each with its source. */
type Vector = Record<string, string> & { scheme: string; source: string };
const { vectors, cases } = JSON.parse(
  readFileSync(new URL('./testing/signature-vectors.json', import.meta.url), 'utf8'),
) as { vectors: Vector[]; cases: Vector[] };

describe('published vectors', () => {
  const of = (scheme: string) => vectors.filter((vector) => vector.scheme === scheme);

  test.each(of('standard-webhooks-v1'))('$scheme, $source', (vector) => {
    const known = keyOfSecret(vector.secret ?? '') ?? Buffer.alloc(0);
    expect(standardSignature(known, vector.id ?? '', vector.timestamp ?? '', vector.payload ?? '')).toBe(
      vector.expected,
    );
  });
  test.each(of('github-sha256'))('$scheme, $source', (vector) => {
    expect(bodySignature(vector.secret ?? '', vector.payload ?? '')).toBe(vector.expected);
  });
  test.each(of('hmac-sha256'))('$scheme, $source', (vector) => {
    const bytes = (name: string) => Buffer.from(vector[name] ?? '', 'hex');
    expect(bodySignature(bytes('keyHex'), bytes('dataHex'))).toBe(`sha256=${vector.expectedHex}`);
  });

  test.each(of('slack-v0'))('$scheme, $source: the same function over their text', (vector) => {
    const signed = bodySignature(vector.secret ?? '', `v0:${vector.timestamp}:${vector.payload}`);
    expect(signed.replace('sha256=', 'v0=')).toBe(vector.expected);
  });
  test('of all kinds are there', () => {
    expect(new Set(vectors.map(({ scheme }) => scheme))).toEqual(
      new Set(['github-sha256', 'standard-webhooks-v1', 'slack-v0', 'hmac-sha256']),
    );
  });

  test('every case comes out as expected', () => {
    const seconds = 1614265330;
    const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
    const payload = '{"test": 2432232314}';
    const right = standardSignature(key, id, String(seconds), payload);
    const good = { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': right };
    const without = (name: string) =>
      Object.fromEntries(Object.entries(good).filter(([each]) => each !== name));
    const at = (offset: number) => new Date((seconds + offset) * 1000);
    const received = (words: string) => {
      const quoted = /"(.*?)"/.exec(words)?.[1] ?? '';
      const base = {
        secret,
        headers: good as Record<string, string>,
        body: payload,
        now: at(0),
        toleranceSeconds: 300,
      };
      const missing = /^missing (\S+) header/.exec(words)?.[1];
      if (missing !== undefined) return { ...base, headers: without(missing) };
      if (words.includes('minutes old')) return { ...base, now: at(301) };
      if (words.includes('in the future')) return { ...base, now: at(-301) };
      if (words.startsWith('signature v1,')) {
        const wrong = /v1,\S+/.exec(words)?.[0] ?? '';
        return { ...base, headers: { ...good, 'webhook-signature': wrong } };
      }
      if (words.includes('without the v1')) {
        return { ...base, headers: { ...good, 'webhook-signature': right.slice(3) } };
      }
      if (words.startsWith('timestamp "'))
        return { ...base, headers: { ...good, 'webhook-timestamp': quoted } };
      if (words.startsWith('secret "')) return { ...base, secret: quoted };
      if (words.startsWith('several signatures')) {
        const others =
          'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
        return { ...base, headers: { ...good, 'webhook-signature': `${others} ${right} ${others}` } };
      }
      throw new Error(`no test for the case: ${words}`);
    };
    const outcomes = cases.map((each) => {
      const { valid } = verifySignature(received(each.case ?? ''));
      return `${each.case}: ${valid ? 'accept' : 'reject'}`;
    });
    expect(outcomes).toEqual(cases.map((each) => `${each.case}: ${each.expect}`));
    expect(cases.length).toBeGreaterThan(10);
  });
});
