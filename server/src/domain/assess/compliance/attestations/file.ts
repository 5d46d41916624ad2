/** What may be attached to an attestation, told by its first bytes and not by its name. Pure. */

export const largestFileBytes = 2 * 1024 * 1024;

/** By the ending of the name: the media type, and how such a file begins. */
const kinds: Readonly<Record<string, { mediaType: string; fits(content: Uint8Array): boolean }>> = {
  pdf: { mediaType: 'application/pdf', fits: beginsWith('%PDF-') },
  png: { mediaType: 'image/png', fits: beginsWith('\x89PNG\r\n\x1a\n') },
  jpg: { mediaType: 'image/jpeg', fits: beginsWith('\xff\xd8\xff') },
  jpeg: { mediaType: 'image/jpeg', fits: beginsWith('\xff\xd8\xff') },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    fits: beginsWith('PK\x03\x04'),
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fits: beginsWith('PK\x03\x04'),
  },
  txt: { mediaType: 'text/plain', fits: isText },
  md: { mediaType: 'text/markdown', fits: isText },
  csv: { mediaType: 'text/csv', fits: isText },
  json: { mediaType: 'application/json', fits: isText },
};

function beginsWith(signature: string): (content: Uint8Array) => boolean {
  const bytes = Buffer.from(signature, 'latin1');
  return (content) => Buffer.from(content.subarray(0, bytes.length)).equals(bytes);
}

function isText(content: Uint8Array): boolean {
  if (content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

export const fileEndings = Object.keys(kinds);

/** The media type of a file that may be attached, or why it may not. */
export function judgeFile(name: string, content: Uint8Array): { mediaType: string } | { problem: string } {
  if (content.length === 0) return { problem: 'is empty' };
  if (content.length > largestFileBytes) return { problem: 'has more than 2 MB' };
  const ending = /\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  const kind = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
  if (kind === undefined) return { problem: `must be one of ${fileEndings.join(', ')}` };
  if (!kind.fits(content)) return { problem: `is no ${ending} file, although it is named so` };
  return { mediaType: kind.mediaType };
}
