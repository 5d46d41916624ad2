/** A sealed secret: AES-256-GCM, nonce and tag inside `ciphertext`; `keyId` names the key that opens it. */
export type Sealed = { ciphertext: Buffer; keyId: string };

/**
 * Seals what must never be stored or logged in the clear. `context` is authenticated with it
 * (`provider:12`), so a ciphertext cannot be moved to another row.
 */
export type SecretBox = {
  readonly currentKeyId: string;
  seal(plaintext: string, context: string): Sealed;
  /** Throws an AppError that names the missing key id when no configured key opens it. */
  open(sealed: Sealed, context: string): string;
};
