import { describe, expect, it } from 'vitest';
import { isSecretName } from './secret-names.ts';

describe('names of settings', () => {
  it.each([
    'DB_PASSWORD',
    'apiToken',
    'AWS_SECRET_ACCESS_KEY',
    'github-token',
    'PrivateKey',
    'SMTP_PWD',
    'API_KEY',
  ])('%s is called as a secret', (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    'LOG_LEVEL',
    'PASSWORD_FILE',
    'TOKEN_URL',
    'SECRET_ARN',
    'AWS_ACCESS_KEY_ID',
    'TOKEN_TTL',
    'PRIMARY_KEY',
    'TOKENIZER',
  ])('%s is not', (name) => expect(isSecretName(name)).toBe(false));
});
