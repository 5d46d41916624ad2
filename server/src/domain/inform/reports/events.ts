import type { EventWords } from '../../../platform/events/contract.ts';

/** What this module announces. */
export const reportEvents = {
  'report.generated': {
    sentence: 'A report was made and is stored.',
    payload: ['report_id', 'kind', 'format', 'title', 'as_of', 'sha256', 'bytes', 'execution_id'],
  },
  'report.delivered': {
    sentence: 'A report was delivered to a recipient; once for each of them.',
    payload: ['report_id', 'kind', 'format', 'title', 'recipient', 'user_id'],
  },
} as const satisfies Record<string, EventWords>;
