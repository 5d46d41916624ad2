import { describe, expect, it } from 'vitest';
import { writePdf } from '../reports/index.ts';
import { type ExportedPackage, evidenceDocument, linesOf } from './document.ts';

const exported: ExportedPackage = {
  statement: {
    id: 'evp_abcdefghijklmnopqrstuvwx',
    subject: { kind: 'job_execution', id: '41' },
    records: 1,
    rootHash: 'ab'.repeat(32),
    sealedAt: '2026-03-02T06:00:00.000Z',
  },
  records: [
    {
      kind: 'approval_record',
      sha256: 'cd'.repeat(32),
      content: { decision: 'approved', decided_by: { label: 'ada@example.org' }, authorised: [] },
    },
  ],
  signature: { keyId: '00'.repeat(8), publicKey: 'k', signature: 'ef'.repeat(64) },
};
const organization = { name: 'Acme', timeZone: 'UTC' };

async function pdf(): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of writePdf(evidenceDocument(exported, organization), new AbortController().signal))
    parts.push(part);
  return Buffer.concat(parts);
}

describe('evidence as a document', () => {
  it('tells every value of a record with the path to it, also empty ones', () => {
    expect(linesOf(exported.records[0]?.content ?? null)).toEqual([
      ['decision', 'approved'],
      ['decided_by.label', 'ada@example.org'],
      ['authorised', '[]'],
    ]);
    expect(linesOf([null, { a: 'x'.repeat(700) }])).toEqual([
      ['1', 'null'],
      ['2.a', `${'x'.repeat(600)} …`],
    ]);
  });

  it('has the hashes that the file of the package is verified by', async () => {
    const sections = [];
    for await (const section of evidenceDocument(exported, organization).sections) sections.push(section);
    const facts = sections.flatMap((section) => section.facts.map(({ value }) => value));
    expect(facts).toEqual(expect.arrayContaining(['ab'.repeat(32), 'cd'.repeat(32), 'ef'.repeat(64)]));
  });

  it('is a PDF, and the same one each time', async () => {
    const first = await pdf();
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await pdf()).equals(first)).toBe(true);
  });
});
