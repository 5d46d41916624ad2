import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';

/** Raw Ed25519 (RFC 8032): public keys of 32 bytes, signatures of 64. Pure, so offline checks use it too. */
export const publicKeyBytes = 32;
const signatureBytes = 64;

/** The first 16 hexadecimal digits of the SHA-256 of the public key: short enough to compare by eye. */
export function keyIdOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

/** The private key as PKCS #8 in PEM, to be sealed at once. */
export function newKeyPair(): { publicKey: Buffer; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(String(x), 'base64url'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

export function signatureOf(privateKey: string, text: string): Buffer {
  return sign(null, Buffer.from(text, 'utf8'), createPrivateKey(privateKey));
}

/** False for anything that is not a signature of this text by this key. Never throws. */
export function isSigned(publicKey: Uint8Array, text: string, signature: Uint8Array): boolean {
  if (publicKey.length !== publicKeyBytes || signature.length !== signatureBytes) return false;
  try {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    });
    return verify(null, Buffer.from(text, 'utf8'), key, signature);
  } catch {
    return false;
  }
}
