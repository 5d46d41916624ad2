import { expect, test } from 'vitest';
import { createSecretBox } from './secret-box.ts';

const old = '11'.repeat(32);
const current = '22'.repeat(32);

test('what was sealed opens in its own place', () => {
  const box = createSecretBox(current);
  const sealed = box.seal('s3cret – ü', 'provider:12');
  expect(sealed.ciphertext.includes(Buffer.from('s3cret'))).toBe(false);
  expect(box.open(sealed, 'provider:12')).toBe('s3cret – ü');
});

test('and in no other place', () => {
  const box = createSecretBox(current);
  expect(() => box.open(box.seal('x', 'provider:12'), 'provider:13')).toThrow(/belongs elsewhere/);
});

test('the same text is never sealed the same', () => {
  const box = createSecretBox(current);
  expect(box.seal('x', 'a').ciphertext).not.toEqual(box.seal('x', 'a').ciphertext);
});

test('after a rotation the former key still opens, and new seals carry the new key', () => {
  const sealed = createSecretBox(old).seal('x', 'a');
  const box = createSecretBox(current, [old]);
  expect(box.open(sealed, 'a')).toBe('x');
  expect(sealed.keyId).not.toBe(box.currentKeyId);
  const again = box.seal(box.open(sealed, 'a'), 'a');
  expect(createSecretBox(current).open(again, 'a')).toBe('x');
});

test('a missing key is named, with the variable to set', () => {
  const sealed = createSecretBox(old).seal('x', 'a');
  expect(() => createSecretBox(current).open(sealed, 'a')).toThrow(
    new RegExp(`${sealed.keyId}.*ENCRYPTION_KEY_PREVIOUS`),
  );
});

test('one changed bit is noticed, wherever it is', () => {
  const box = createSecretBox(current);
  const sealed = box.seal('text', 'a');
  for (let at = 0; at < sealed.ciphertext.length; at++) {
    const ciphertext = Buffer.from(sealed.ciphertext);
    ciphertext[at] = (ciphertext[at] ?? 0) ^ 1;
    expect(() => box.open({ ...sealed, ciphertext }, 'a')).toThrow(/damaged/);
  }
});
