import type { Json, JsonObject } from '../../../core/json.ts';

const redacted = '[redacted]';
const maximumTextLength = 4_000;

/** Keys that name a secret. Ids of secrets may be recorded: `access_key_id`, `secret_arn`, `token_id`. */
const secretKey =
  /(password|passphrase|secret|credential|private_?key|access_?key|api_?key|authorization|cookie|token)s?(_?(value|text|hash|plain))?$/i;
/** Values that are a secret whatever their key says: our API keys, JSON web tokens, PEM private keys. */
const secretValue =
  /\bia_live_[\w-]{20,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/**
 * The detail as it is stored: what JSON and the database can hold, and nothing secret. A value under a key
 * that names a secret becomes `[redacted]`; the log is kept for years and read by many.
 */
export function storableDetail(detail: Record<string, unknown>): JsonObject {
  return clean(JSON.parse(JSON.stringify(detail)) as Json) as JsonObject;
}

function clean(value: Json): Json {
  if (typeof value === 'string') return secretValue.test(value) ? redacted : storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(clean);
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    const secret = secretKey.test(key) && typeof member !== 'boolean' && member !== null;
    Object.defineProperty(result, storableText(key), {
      value: secret ? redacted : clean(member),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

/** Text that both engines store unchanged: no NUL, no half surrogates, and not endless. */
export function storableText(text: string): string {
  const bounded = text.length > maximumTextLength ? `${text.slice(0, maximumTextLength)}…` : text;
  return bounded.replaceAll('\u0000', '\ufffd').toWellFormed();
}
