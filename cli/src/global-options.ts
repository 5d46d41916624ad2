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

/** The words that are no options, and the global flags among the rest; nothing is checked yet. */
export function wordsOf(parameters: readonly string[]): { operands: string[]; flags: GlobalFlags } {
  const program = new Commander().exitOverride().configureOutput({ outputError: () => {} });
  for (const option of globalOptions()) program.addOption(option);
  try {
    const { operands } = program.parseOptions([...parameters]);
    return { operands, flags: program.opts() };
  } catch {
    // A global flag without its value: the full program says so.
    return { operands: [], flags: {} };
  }
}
