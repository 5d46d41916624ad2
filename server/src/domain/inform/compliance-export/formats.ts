import type { Scope } from '../../../core/scope.ts';
import type { AssessmentRow } from '../../assess/compliance/index.ts';
import type { ExportDeps } from './subject.ts';
import { csvRows } from './write-csv.ts';
import { evidenceLines } from './write-evidence.ts';
import { junitXml } from './write-junit.ts';
import { ocsfLines } from './write-ocsf.ts';
import { oscalText } from './write-oscal.ts';
import { pdfPages } from './write-pdf.ts';
import { sarifText } from './write-sarif.ts';

export type WriteExport = (
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
  signal: AbortSignal,
) => AsyncGenerator<string | Buffer>;

type FormatFacts = { words: string; mediaType: string; suffix: string; write: WriteExport };

export const exportFormats = ['pdf', 'csv', 'json', 'oscal', 'sarif', 'ocsf', 'junit'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const formatsById: Record<ExportFormat, FormatFacts> = {
  pdf: {
    words:
      'for people: the numbers, what was seen, every requirement, exceptions, attestations and how each control judged',
    mediaType: 'application/pdf',
    suffix: '.pdf',
    write: pdfPages,
  },
  csv: {
    words: 'for spreadsheets: a row per requirement, control and resource that fails, is unknown or excepted',
    mediaType: 'text/csv; charset=utf-8',
    suffix: '.csv',
    write: csvRows,
  },
  json: {
    words:
      'all evidence: every fact and every verdict, with checksum and signature; `infraudit compliance verify FILE` judges it again without a server',
    mediaType: 'application/json',
    suffix: '.json',
    write: evidenceLines,
  },
  oscal: {
    words: 'OSCAL assessment results (NIST): an observation per control, a finding per requirement',
    mediaType: 'application/json',
    suffix: '.oscal.json',
    write: oscalText,
  },
  sarif: {
    words: 'SARIF 2.1.0: controls as rules, resources that fail as results',
    mediaType: 'application/sarif+json',
    suffix: '.sarif',
    write: sarifText,
  },
  ocsf: {
    words: 'OCSF Compliance Finding, one JSON object per line, for data lakes and SIEMs',
    mediaType: 'application/x-ndjson',
    suffix: '.ocsf.jsonl',
    write: ocsfLines,
  },
  junit: {
    words: 'JUnit XML, for pipelines: a case per requirement and control',
    mediaType: 'application/xml',
    suffix: '.junit.xml',
    write: junitXml,
  },
};
