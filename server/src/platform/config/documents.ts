import type { Variable } from './variable.ts';
import { scheduleDefaults, type VariableName, variables } from './variables.ts';

const entries = Object.entries(variables) as [VariableName, Variable<unknown>][];
const groups = [...new Set(entries.map(([, { group }]) => group))];
const schedules: Partial<Record<VariableName, string>> = scheduleDefaults;

/** The `.env` of a first start: secrets and schedules as lines that count, everything else as comments. */
export function envFileText(options: {
  ENCRYPTION_KEY: string;
  SESSION_SECRET: string;
  alreadySet: Set<string>;
}): string {
  const values: Partial<Record<VariableName, string>> = {
    ENCRYPTION_KEY: options.ENCRYPTION_KEY,
    SESSION_SECRET: options.SESSION_SECRET,
    ...schedules,
  };
  return render(
    '# Written by the first start of InfraAudit. The environment wins over this file.',
    (name) => {
      const value = values[name];
      if (value === undefined) return undefined;
      return options.alreadySet.has(name) ? `# ${name} is set by the environment` : `${name}=${value}`;
    },
  );
}

/** `.env.example`: the same lines without secrets. */
export function envExampleText(): string {
  return render(
    '# Every variable that InfraAudit knows. The first start writes a .env with secrets of its own.',
    (name) => {
      const value = schedules[name];
      return value === undefined ? undefined : `${name}=${value}`;
    },
  );
}

function render(title: string, active: (name: VariableName) => string | undefined): string {
  const lines = [title];
  for (const group of groups) {
    lines.push('', `# --- ${group} ---`);
    for (const [name, { sentence, fallback, group: own }] of entries) {
      if (own !== group) continue;
      lines.push(`# ${sentence}`, active(name) ?? `# ${name}=${fallback ?? ''}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The reference page. */
export function configurationPage(): string {
  const lines = [
    '# Configuration',
    '',
    'Variables of the environment, or lines of `.env` in the folder where the server starts; the environment wins.',
    'The first start writes a `.env` with fresh secrets and the schedules below. A wrong value stops the start with',
    'a message that names the variable.',
  ];
  for (const group of groups) {
    lines.push('', `## ${group}`, '', '| Variable | Default | Meaning |', '|---|---|---|');
    for (const [name, { sentence, fallback, secret, group: own }] of entries) {
      if (own !== group) continue;
      lines.push(
        `| \`${name}\` | ${defaultCell(name, fallback)} | ${secret ? 'Secret. ' : ''}${sentence.replaceAll('|', '\\|')} |`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function defaultCell(name: VariableName, fallback: string | undefined): string {
  const written = schedules[name];
  if (written !== undefined) return `\`${written}\` in a new \`.env\``;
  return fallback === undefined ? '–' : `\`${fallback}\``;
}
