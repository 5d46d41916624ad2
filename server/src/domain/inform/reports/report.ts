/** What a report is before it has a format. Pure types: the makers of kinds yield it, the writers of formats read it. */

export const reportKinds = ['inventory', 'drift', 'job_activity', 'compliance_assessment'] as const;
export type ReportKind = (typeof reportKinds)[number];
export const reportFormats = ['pdf', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const kindTitles: Record<ReportKind, string> = {
  inventory: 'Inventory',
  drift: 'Drift',
  job_activity: 'Job activity',
  compliance_assessment: 'Compliance assessment',
};

export const mediaTypes: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Dates are written in the organisation's zone with their offset; lists as one text or as a list. */
export type Cell = string | number | boolean | null | Date | readonly string[];

export type Column = {
  key: string;
  title: string;
  /** Share of the width of a page. */
  weight: number;
  align?: 'right';
  /** Stands out in rows that lead others. */
  leads?: true;
  /** By the text of a cell: how it stands out. */
  tones?: Readonly<Record<string, Tone>>;
};

export type Tone = 'good' | 'bad' | 'unsure' | 'quiet';

export type Table = {
  id: string;
  title: string;
  columns: readonly Column[];
  /** Read once, in pages, while it is written. */
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** True for a row that those below it belong to. */
  leads?: (row: readonly Cell[]) => boolean;
  /** The sentence that stands there when no row comes. */
  empty: string;
};

export type Fact = { key: string; label: string; value: Cell };

export type Section = {
  id: string;
  title: string;
  /** Begins on a page of its own, where there are pages. */
  newPage?: boolean;
  text: readonly string[];
  facts: readonly Fact[];
  tables: readonly Table[];
};

export type ReportHead = {
  kind: string;
  kindTitle: string;
  title: string;
  organization: string;
  timeZone: string;
  /** The instant of which it tells. */
  asOf: Date;
  /** The period ends at `asOf`; null for what tells of one moment only. */
  from: Date | null;
};

export type ReportDocument = { head: ReportHead; sections: AsyncIterable<Section> };

/** Bytes of a document in the order of the file. Equal documents give equal bytes. */
export type WriteDocument = (document: ReportDocument, signal: AbortSignal) => AsyncIterable<Buffer>;
