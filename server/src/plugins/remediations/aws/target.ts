import { shellWord } from '../../../core/shell-word.ts';
import type { RemediationTarget } from '../../../plugin-kit/define-remediation.ts';

/** The last part of the identifier: `i-0abc` of an instance's ARN, the name of what has a name. */
export function lastPart({ externalId }: Pick<RemediationTarget, 'externalId'>): string {
  return externalId.slice(Math.max(externalId.lastIndexOf('/'), externalId.lastIndexOf(':')) + 1);
}

/** How people know a resource: its name, with the id where that is another. */
export function titled(target: RemediationTarget): string {
  const id = lastPart(target);
  return id === target.name || id === '' ? target.name : `${target.name} (${id})`;
}

/** `aws rds modify-db-instance --region us-east-1 …`, words quoted where a shell needs it. */
export function awsCommand(command: string, target: RemediationTarget, ...words: string[]): string {
  const region = target.region === 'global' || target.region === '' ? [] : ['--region', target.region];
  return [`aws ${command}`, ...[...region, ...words].map(shellWord)].join(' ');
}

/** The arguments of a Terraform resource, in order: `name = value`, values as JSON. */
export function terraformBlock(type: string, values: Record<string, string | number | boolean>): string {
  const width = Math.max(...Object.keys(values).map((name) => name.length));
  const lines = Object.entries(values).map(
    ([name, value]) => `  ${name.padEnd(width)} = ${JSON.stringify(value)}`,
  );
  return [`resource "${type}" "this" {`, ...lines, '}'].join('\n');
}
