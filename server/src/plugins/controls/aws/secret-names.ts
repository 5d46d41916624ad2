/**
 * Whether a setting is called as secrets are: `DB_PASSWORD`, `apiToken`. Values are never read, so the name is all
 * that speaks; names that point to where the secret is kept (`PASSWORD_FILE`, `TOKEN_URL`) are harmless.
 */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const last = words.at(-1) ?? '';
  if (pointers.has(last)) return false;
  if (words.some((word) => secretWords.has(word))) return true;
  return last === 'key' && words.some((word) => keyOwners.has(word));
}

const secretWords = new Set([
  'apikey',
  'credential',
  'credentials',
  'passphrase',
  'passwd',
  'password',
  'pwd',
  'secret',
  'secrets',
  'secretkey',
  'token',
]);
const keyOwners = new Set(['access', 'api', 'auth', 'encryption', 'private', 'signing', 'ssh']);
const pointers = new Set([
  'arn',
  'count',
  'enabled',
  'endpoint',
  'expiration',
  'expiry',
  'file',
  'host',
  'id',
  'issuer',
  'length',
  'limit',
  'name',
  'path',
  'region',
  'seconds',
  'ttl',
  'type',
  'uri',
  'url',
  'username',
]);
