import type { Scope } from '../../../core/scope.ts';
import type { AssessmentRow } from '../../assess/compliance/index.ts';
import type { ExportDeps } from './subject.ts';
import { evidenceLines } from './write-evidence.ts';

export type WriteExport = (
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
  signal: AbortSignal,
) => AsyncGenerator<string | Buffer>;

type FormatFacts = { words: string; mediaType: string; suffix: string; write: WriteExport };

export const exportFormats = ['json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const formatsById: Record<ExportFormat, FormatFacts> = {
  json: {
    words:
      'all evidence: every fact and every verdict, with checksum and signature; `infraudit compliance verify FILE` judges it again without a server',
    mediaType: 'application/json',
    suffix: '.json',
    write: evidenceLines,
  },
};
