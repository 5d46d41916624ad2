const secretName =
  /pass(word|wd|phrase)?$|secret|token$|authorization|cookie|credential|private.?key|api.?key$|access.?key(?!.?id)|encryption.?key|session.?id/i;

/** Names whose values are kept out of the log whatever they are. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** Keys and tokens that give themselves away by their shape. */
const shapes = [
  /\bia_live_[A-Za-z0-9_-]{8,}/g,
  /\bey[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
  /\b(?:A[KS]IA)[A-Z0-9]{16}\b/g,
  /(?<=\b(?:Bearer|Basic) )[A-Za-z0-9._~+/=-]{8,}/g,
  /(?<=:\/\/[^\s:/@"]{1,100}:)[^\s@"/]{1,200}(?=@)/g,
];

/** `text` without the given values and without what looks like a key. */
export function redactText(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, '(redacted)');
  for (const shape of shapes) clean = clean.replace(shape, '(redacted)');
  return clean;
}
