import { pairs, text, textPairs } from '../../command.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../errors.ts';
import { readSecretLine } from '../../secret-input.ts';

/** What create and update take beside a name. */
export const channelOptions = {
  setting: pairs('--setting <name=value>', 'A setting of its kind, as often as needed: channel=#alerts'),
  secret: textPairs('--secret <name=value>', 'A secret of its kind; an empty value removes it'),
  secretStdin: text('--secret-stdin <name>', 'Read this secret from standard input'),
};

type Given = {
  setting: Record<string, unknown> | undefined;
  secret: Record<string, string> | undefined;
  secretStdin: string | undefined;
};

/** Settings whose value is a list, where commas are typed. */
const lists = new Set(['recipients']);

export async function channelParts(
  context: Context,
  given: Given,
): Promise<{ settings: Record<string, unknown> | undefined; secrets: Record<string, string> | undefined }> {
  const settings =
    given.setting === undefined
      ? undefined
      : Object.fromEntries(
          Object.entries(given.setting).map(([name, value]) => [
            name,
            lists.has(name) && typeof value === 'string'
              ? value.split(',').map((part) => part.trim())
              : value,
          ]),
        );
  const secrets = { ...given.secret };
  if (given.secretStdin !== undefined) {
    if (given.secretStdin in secrets)
      throw usage(`${given.secretStdin} is given twice`, 'Give it in --secret or on standard input.');
    secrets[given.secretStdin] = await readSecretLine(context.terminal.stdin, given.secretStdin);
  }
  return { settings, secrets: Object.keys(secrets).length === 0 ? undefined : secrets };
}
