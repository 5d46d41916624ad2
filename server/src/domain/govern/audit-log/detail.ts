import type { Json, JsonObject } from '../../../core/json.ts';

const redacted = '[redacted]';
const maximumTextLength = 4_000;

/** Keys that name a secret. Ids of secrets may be recorded: `access_key_id`, `secret_arn`, `token_id`. */
const secretKey =
  /(password|passphrase|secret|credential|private_?key|access_?key|api_?key|authorization|cookie|token)s?(_?(value|text|hash|plain))?$/i;
/** Values that are a secret whatever their key says: our API keys, JSON web tokens, PEM private keys. */
const secretValue =
  /\bia_live_[\w-]{20,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** A private key is taken out with all of its lines. */
const everySecretValue = new RegExp(
  `${secretValue.source.replace('PRIVATE KEY-----', 'PRIVATE KEY-----(?:[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----)?')}`,
  'g',
);

/**
 * The detail as it is stored: what JSON and the database can hold, and nothing secret. A value under a key
 * that names a secret becomes `[redacted]`; the log is kept for years and read by many.
 */
export function storableDetail(detail: Record<string, unknown>): JsonObject {
  return clean(JSON.parse(JSON.stringify(detail)) as Json) as JsonObject;
}

/** The same for what is kept whole, such as evidence: only the secret itself is taken out of a long text. */
export function withoutSecrets(value: Json): Json {
  return clean(value, (text) => validText(text.replaceAll(everySecretValue, redacted)));
}

const boundedText = (text: string): string => (secretValue.test(text) ? redacted : storableText(text));

function clean(value: Json, cleanText: (text: string) => string = boundedText): Json {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => clean(member, cleanText));
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    const secret = secretKey.test(key) && typeof member !== 'boolean' && member !== null;
    Object.defineProperty(result, storableText(key), {
      value: secret ? redacted : clean(member, cleanText),
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
  return validText(bounded);
}

function validText(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}
