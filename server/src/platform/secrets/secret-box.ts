import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import { sha256Hex } from '../hash.ts';
import type { Sealed, SecretBox } from './contract.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** The first byte tells the layout: nonce, tag, text. A later one can be told apart. */
const layout = 1;

/**
 * Seals with the current key and opens with any of them, so a key can be replaced while the server runs. Keys
 * are 64 hexadecimal digits; `previous` are former ones.
 */
export function createSecretBox(currentKey: string, previous: readonly string[] = []): SecretBox {
  const keys = new Map([currentKey, ...previous].map((hex) => [keyIdOf(hex), keyOf(hex)]));
  const currentKeyId = keyIdOf(currentKey);

  return {
    currentKeyId,
    seal(plaintext, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, keyOf(currentKey), nonce);
      cipher.setAAD(boundTo(currentKeyId, context));
      const text = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
      return {
        ciphertext: Buffer.concat([Buffer.from([layout]), nonce, cipher.getAuthTag(), text]),
        keyId: currentKeyId,
      };
    },
    open(sealed: Sealed, context) {
      const key = keys.get(sealed.keyId);
      if (key === undefined) {
        throw new AppError(
          'unavailable',
          `A stored secret was sealed with the key ${sealed.keyId}, which is not configured: set it as ENCRYPTION_KEY or ENCRYPTION_KEY_PREVIOUS`,
        );
      }
      return openWith(key, sealed, context);
    },
  };
}

function openWith(key: Buffer, { ciphertext, keyId }: Sealed, context: string): string {
  const nonceEnd = 1 + nonceBytes;
  const tagEnd = nonceEnd + tagBytes;
  try {
    if (ciphertext[0] !== layout || ciphertext.length < tagEnd) throw new Error('unknown layout');
    const decipher = createDecipheriv(algorithm, key, ciphertext.subarray(1, nonceEnd), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(boundTo(keyId, context));
    decipher.setAuthTag(ciphertext.subarray(nonceEnd, tagEnd));
    return Buffer.concat([decipher.update(ciphertext.subarray(tagEnd)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new AppError(
      'unavailable',
      `The stored secret of ${context} is damaged or belongs elsewhere: enter it again`,
      {
        cause: error,
      },
    );
  }
}

/** Says which key was used without telling anything about it. */
function keyIdOf(hex: string): string {
  return sha256Hex(`infraudit key id:${hex.toLowerCase()}`).slice(0, 12);
}

function keyOf(hex: string): Buffer {
  const key = Buffer.from(hex, 'hex');
  if (key.length !== 32) throw new AppError('internal', 'a key has 64 hexadecimal digits');
  return key;
}

function boundTo(keyId: string, context: string): Buffer {
  return Buffer.from(`${keyId}\n${context}`, 'utf8');
}
