import { Command as Commander, Option } from 'commander';
import { type GlobalFlags, outputFormats } from './settings.ts';

export function globalOptions(): Option[] {
  return [
    new Option('--server <url>', 'Address of the server (INFRAUDIT_SERVER_URL; http://localhost:8080)'),
    new Option('-o, --output <format>', `${outputFormats.join(', ')} (INFRAUDIT_OUTPUT; table)`),
    new Option('--config <file>', 'Configuration file (~/.infraudit/config.yaml)'),
    new Option('--no-color', 'No colours (NO_COLOR)'),
    new Option('--debug', 'Tell each request, request ids and causes on standard error'),
    new Option('-q, --quiet', 'No notes and no progress on standard error'),
  ];
}

/** The global flags among the words, read by the same rules as everywhere. */
export function globalFlagsOf(words: readonly string[]): GlobalFlags {
  const program = new Commander();
  for (const option of globalOptions()) program.addOption(option);
  program.parseOptions([...words]);
  return program.opts();
}
