import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnyRemediation } from '../../server/src/plugin-kit/define-remediation.ts';
import type { GeneratedFile } from './collectors.ts';
import { code, referencePage, table } from './page.ts';
import { remediationFolders } from './remediations.ts';

const folder = fileURLToPath(new URL('../../server/src/plugins/remediations/', import.meta.url));

/** The catalogue of remediations: what each changes, what it needs, and what cannot be taken back. */
export async function generate(): Promise<GeneratedFile[]> {
  const loaded = await Promise.all(
    (await remediationFolders()).map(
      async (path) => (await import(join(folder, path, 'remediation.ts'))) as { remediation: AnyRemediation },
    ),
  );
  const all = loaded.map(({ remediation }) => remediation).sort((a, b) => a.id.localeCompare(b.id));
  return [
    referencePage('remediations', 'the remediations', [
      '# Remediations',
      '',
      `${all.length} kinds of change that InfraAudit makes after approval, and that people make by hand where it has`,
      'no credentials for writing. How they are approved, applied and taken back: [remediation.md](../guides/remediation.md).',
      '',
      ...table(
        ['Remediation', 'Resource', 'Risk', 'Controls', 'Drift of', 'Permissions for writing'],
        all.map((one) => [
          `${code(one.id)}: ${one.title}`,
          code(one.resource.type),
          one.risk,
          one.controls.map(code).join(', '),
          one.driftAttributes.map(code).join(', '),
          one.permissions.write.map(code).join(', '),
        ]),
      ),
      '',
      '## What to know before approving',
      '',
      ...all.flatMap((one) => [
        `- ${code(one.id)}: ${one.impact}${one.irreversible === null ? '' : ` Not all of it can be taken back: ${one.irreversible}`}`,
      ]),
    ]),
  ];
}
