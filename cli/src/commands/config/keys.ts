import { closest } from '../../command.ts';
import { usage } from '../../errors.ts';
import { outputFormat, type Settings, serverAddress } from '../../settings.ts';

/** What can be set; tokens come only by signing in. */
export const settableKeys = ['server_url', 'output'] as const;
export type SettableKey = (typeof settableKeys)[number];

export function settableKey(raw: string): SettableKey {
  const key = settableKeys.find((known) => known === raw);
  if (key !== undefined) return key;
  const near = closest(raw, settableKeys);
  const secret = raw.startsWith('auth.') ? 'Tokens are set by infraudit auth login. ' : '';
  throw usage(
    `"${raw}" is not a setting`,
    `${secret}${near === undefined ? '' : `Did you mean ${near}? `}Settings are ${settableKeys.join(' and ')}.`,
  );
}

/** The value as it is stored; throws when it cannot be used. */
export function checkedValue(key: SettableKey, raw: string): string {
  return key === 'server_url' ? serverAddress(raw, key) : outputFormat(raw, key);
}

export type Setting = { key: SettableKey; value: string; from: string };

export function settingOf(settings: Settings, key: SettableKey): Setting {
  return key === 'server_url'
    ? { key, value: settings.server, from: settings.serverFrom }
    : { key, value: settings.output, from: settings.outputFrom };
}
