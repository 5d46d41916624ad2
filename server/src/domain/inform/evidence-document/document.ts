import type { Json } from '../../../core/json.ts';
import type { Cell, ReportDocument, Section } from '../reports/index.ts';

/** An exported package, as `infraudit evidence verify` reads it. */
export type ExportedPackage = {
  statement: {
    id: string;
    subject: { kind: string; id: string };
    records: number;
    rootHash: string;
    sealedAt: string;
  };
  records: readonly { kind: string; sha256: string; content: Json }[];
  signature: { keyId: string; publicKey: string; signature: string };
};

/** More lines of one record nobody reads on paper; the file has them all. */
const mostLines = 2000;
const longestValue = 600;

const titles: Readonly<Record<string, string>> = {
  evaluation_result: 'What was found, and what was planned',
  approval_record: 'Who allowed it',
  pre_change_snapshot: 'The state before',
  execution_log: 'What was done',
  validation_result: 'The state afterwards',
};

/** All records of a package, line by line. Pure: the same package gives the same pages. */
export function evidenceDocument(
  exported: ExportedPackage,
  organization: { name: string; timeZone: string },
): ReportDocument {
  const { statement } = exported;
  async function* sections(): AsyncIterable<Section> {
    yield packageSection(exported);
    for (const [index, record] of exported.records.entries()) yield recordSection(record, index + 1);
  }
  return {
    head: {
      kind: 'evidence',
      kindTitle: 'Evidence',
      title: `Evidence of ${statement.subject.kind.replaceAll('_', ' ')} ${statement.subject.id}`,
      organization: organization.name,
      timeZone: organization.timeZone,
      asOf: new Date(statement.sealedAt),
      from: null,
    },
    sections: sections(),
  };
}

function packageSection({ statement, signature, records }: ExportedPackage): Section {
  return {
    id: 'package',
    title: 'The package',
    text: [
      'These pages repeat a sealed package. What proves it is the file of the package: infraudit evidence verify checks it without the server that made it, and gives the hashes below.',
    ],
    facts: [
      { key: 'id', label: 'Package', value: statement.id },
      { key: 'sealed', label: 'Sealed', value: new Date(statement.sealedAt) },
      { key: 'root', label: 'Root of all records (SHA-256, RFC 6962)', value: statement.rootHash },
      { key: 'key', label: 'Signed with the key', value: signature.keyId },
      { key: 'public', label: 'Public key (Ed25519)', value: signature.publicKey },
      { key: 'signature', label: 'Signature', value: signature.signature },
    ],
    tables: [
      {
        id: 'records',
        title: 'Records',
        columns: [
          { key: 'position', title: 'No.', weight: 1, align: 'right' },
          { key: 'kind', title: 'Record', weight: 4 },
          { key: 'sha256', title: 'SHA-256', weight: 10 },
        ],
        rows: records.map(({ kind, sha256 }, index): Cell[] => [index + 1, kind, sha256]),
        empty: 'The package has no record.',
      },
    ],
  };
}

function recordSection(
  { kind, sha256, content }: ExportedPackage['records'][number],
  position: number,
): Section {
  const lines = linesOf(content);
  const left = lines.length - mostLines;
  return {
    id: `record-${position}`,
    title: `${position}. ${titles[kind] ?? kind}`,
    newPage: true,
    text: left > 0 ? [`The first ${mostLines} lines; the file of the package has ${left} more.`] : [],
    facts: [
      { key: 'kind', label: 'Record', value: kind },
      { key: 'sha256', label: 'SHA-256', value: sha256 },
    ],
    tables: [
      {
        id: 'content',
        title: 'Content',
        columns: [
          { key: 'path', title: 'Where', weight: 5 },
          { key: 'value', title: 'What', weight: 9 },
        ],
        rows: lines.slice(0, mostLines),
        empty: 'The record is empty.',
      },
    ],
  };
}

/** Each value with the path to it, in the order of the record. */
export function linesOf(content: Json, path = ''): [string, string][] {
  if (content !== null && typeof content === 'object') {
    const entries = Array.isArray(content)
      ? content.map((value, index): [string, Json] => [String(index + 1), value])
      : Object.entries(content);
    if (entries.length > 0)
      return entries.flatMap(([key, value]) => linesOf(value, path === '' ? key : `${path}.${key}`));
  }
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return [[path, text.length > longestValue ? `${text.slice(0, longestValue)} …` : text]];
}
