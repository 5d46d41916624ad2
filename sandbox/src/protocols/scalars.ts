import type { TimestampFormat } from './shape.ts';

export function writeTimestamp(value: unknown, format: TimestampFormat): string {
  const date = value instanceof Date ? value : new Date(String(value));
  if (format === 'http-date') return date.toUTCString();
  if (format === 'epoch-seconds') return String(date.getTime() / 1000);
  const iso = date.toISOString();
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso;
}

export function readTimestamp(value: unknown): Date {
  if (typeof value === 'number') return new Date(value * 1000);
  const content = String(value);
  return /^\d+(\.\d+)?$/.test(content) ? new Date(Number(content) * 1000) : new Date(content);
}

export function writeBlob(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return Buffer.from(String(value)).toString('base64');
}

export function readBoolean(value: unknown): boolean {
  return value === true || value === 'true';
}
