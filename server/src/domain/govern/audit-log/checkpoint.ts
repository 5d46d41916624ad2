import { createHash } from 'node:crypto';
import { keyIdOf, publicKeyBytes } from '../signing/index.ts';

/** A statement: the first `size` events of the organisation have this Merkle root. */
export type Checkpoint = {
  organizationId: number;
  size: number;
  /** 32 bytes. */
  rootHash: Uint8Array;
  /** ISO 8601 in UTC with milliseconds. */
  signedAt: string;
};

/**
 * A checkpoint is a signed note as the transparency logs of C2SP write it (tlog-checkpoint, signed-note): origin,
 * size, root in base64, one extension line with the time. The signature is Ed25519 over exactly this text.
 */
export function checkpointText({ organizationId, size, rootHash, signedAt }: Checkpoint): string {
  const root = Buffer.from(rootHash).toString('base64');
  return `infraudit/audit-log/organization-${organizationId}\n${size}\n${root}\nsigned-at ${signedAt}\n`;
}

const ed25519Note = 1;
const noteLine =
  /^infraudit\/audit-log\/organization-(\d{1,15})\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\nsigned-at (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n\n— infraudit-([0-9a-f]{16}) ([A-Za-z0-9+/=]{92})\n$/;

/** The name under which a key signs notes. */
const signerName = (keyId: string): string => `infraudit-${keyId}`;

/** Four bytes that tell a note's keys apart, by its specification. */
function noteKeyHash(publicKey: Uint8Array): Buffer {
  return createHash('sha256')
    .update(`${signerName(keyIdOf(publicKey))}\n`)
    .update(Uint8Array.of(ed25519Note))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
}

/** The public key as verifiers of signed notes take it: name, hash and key. */
export function verifierKey(publicKey: Uint8Array): string {
  const key = Buffer.concat([Uint8Array.of(ed25519Note), publicKey]).toString('base64');
  return `${signerName(keyIdOf(publicKey))}+${noteKeyHash(publicKey).toString('hex')}+${key}`;
}

/** The 32 bytes of a public key that somebody typed: a verifier key, base64 or hexadecimal. */
export function publicKeyOf(text: string): Buffer | undefined {
  const hex = /^[0-9a-f]{64}$/i.test(text);
  const verifier = /^infraudit-[0-9a-f]{16}\+[0-9a-f]{8}\+([A-Za-z0-9+/]{44})$/.exec(text);
  if (verifier === null) {
    const key = Buffer.from(text, hex ? 'hex' : 'base64');
    return key.length === publicKeyBytes && (hex || key.toString('base64') === text) ? key : undefined;
  }
  const key = Buffer.from(verifier[1] ?? '', 'base64').subarray(1);
  return verifierKey(key) === text ? key : undefined;
}

export function noteOf(
  checkpoint: Checkpoint,
  signed: { publicKey: Uint8Array; signature: Uint8Array },
): string {
  const signature = Buffer.concat([noteKeyHash(signed.publicKey), signed.signature]).toString('base64');
  return `${checkpointText(checkpoint)}\n— ${signerName(keyIdOf(signed.publicKey))} ${signature}\n`;
}

/** Undefined for anything that is not, byte for byte, a checkpoint as `noteOf` writes it. */
export function parseNote(
  note: string,
): { checkpoint: Checkpoint; keyId: string; keyHash: Buffer; signature: Buffer } | undefined {
  const match = noteLine.exec(note);
  if (match === null) return undefined;
  const [, organization = '', size = '', root = '', signedAt = '', keyId = '', signed = ''] = match;
  const bytes = Buffer.from(signed, 'base64');
  const checkpoint = {
    organizationId: Number(organization),
    size: Number(size),
    rootHash: Buffer.from(root, 'base64'),
    signedAt,
  };
  const exact =
    bytes.toString('base64') === signed && note.startsWith(`${checkpointText(checkpoint)}\n— infraudit-`);
  if (!exact || bytes.length !== 68) return undefined;
  return { checkpoint, keyId, keyHash: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

export const isNoteKey = (publicKey: Uint8Array, keyHash: Buffer): boolean =>
  noteKeyHash(publicKey).equals(keyHash);
