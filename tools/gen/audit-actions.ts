import { auditActions } from '../../server/src/domain/govern/audit-log/actions.ts';
import type { GeneratedFile } from './collectors.ts';
import { code, referencePage, table } from './page.ts';

/** Every code that an audit event may carry. */
export async function generate(): Promise<GeneratedFile[]> {
  const rows = Object.entries(auditActions).map(([action, sentence]) => [code(action), sentence]);
  return [
    referencePage('audit-actions', 'the list of audit actions', [
      '# Audit actions',
      '',
      `${rows.length} codes. An audit event is written in the transaction of the change that it tells of, carries the`,
      'hash of the event before it, and is never changed or deleted. Codes are permanent: events of past years carry',
      'them. Secrets in the detail of an event are redacted before it is written.',
      '',
      ...table(['Action', 'Meaning'], rows),
    ]),
  ];
}
