import { readFileSync } from 'node:fs';

/** The version of the product, from the server's own package. */
export const productVersion: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
