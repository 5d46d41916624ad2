import { createHash } from 'node:crypto';

/** RFC 9562, version 5, in a name space of our own: equal names, equal UUID. */
const nameSpace = Buffer.from('5f7d1f0b6c0e4c1e9a3c8a0f9b1d2e47', 'hex');

export function nameUuid(...names: readonly (string | number)[]): string {
  const bytes = createHash('sha1').update(nameSpace).update(JSON.stringify(names)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
