import { configurationPage, envExampleText } from '../../server/src/platform/config/documents.ts';

/** The reference page of the variables and the example file, from the one list of variables. */
export async function generate(): Promise<{ path: string; content: string }[]> {
  return [
    { path: 'docs/reference/configuration.md', content: configurationPage() },
    { path: '.env.example', content: envExampleText() },
  ];
}
