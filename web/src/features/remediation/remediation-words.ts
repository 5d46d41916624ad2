import type { Answer, Item, OperationId } from '../../app/api.ts';
import type { Tone } from '../../ui/badge.tsx';
import { sentence } from '../../ui/words.ts';

export type Remediation = Item<'listRemediations'>;
export type RemediationDetail = Answer<'getRemediation'>;
export type Status = Remediation['status'];

/** What an act on a remediation changes on the screen. */
export const touched: OperationId[] = [
  'listRemediations',
  'getRemediation',
  'getRemediationSummary',
  'listRemediationSuggestions',
  'listApprovals',
  'getApproval',
  'getStatus',
];

export const statuses: Status[] = [
  'suggested',
  'pending_approval',
  'approved',
  'executing',
  'completed',
  'failed',
  'rejected',
  'rolled_back',
  'cancelled',
];

const titles: Partial<Record<Status, string>> = {
  pending_approval: 'Waits for approval',
  executing: 'Being applied',
  completed: 'Done and verified',
  rolled_back: 'Rolled back',
};

export const statusTitle = (status: string): string => titles[status as Status] ?? sentence(status);

export const statusTones: Record<Status, Tone> = {
  suggested: 'quiet',
  pending_approval: 'warn',
  approved: 'busy',
  executing: 'busy',
  completed: 'good',
  failed: 'bad',
  rejected: 'quiet',
  rolled_back: 'quiet',
  cancelled: 'quiet',
};

export type Risk = NonNullable<Remediation['risk']>;

export const riskTones: Record<Risk, Tone> = { low: 'quiet', medium: 'warn', high: 'bad' };

export const riskTitle = (risk: Risk): string => ({ low: 'Low', medium: 'Medium', high: 'High' })[risk];

/** While it is in one of these, something happens without anybody pressing a button. */
export const moving: ReadonlySet<Status> = new Set<Status>(['approved', 'executing']);

/** Planned and shown, and left as it is: there are no credentials for changes. */
export const noWriteAccess = 'write_access_missing';

const happenings: Record<string, string> = {
  suggested: 'Asked for',
  planning_again: 'Asked to be planned again',
  left_as_suggestion: 'Planned, and left to be done by hand',
  plan_outdated: 'The state changed, so the plan counts no more',
  policy_limit: 'A standing policy had reached its limit of the day',
  started: 'Application began',
  rollback_requested: 'Rollback asked for',
  approved: 'Approved',
  rejected: 'Rejected',
  completed: 'Applied, and the finding is gone',
  failed: 'Failed',
  rolled_back: 'Rolled back',
  cancelled: 'Cancelled',
};

export const happeningWords = (kind: string): string => happenings[kind] ?? sentence(kind);

/** `5 min`, `2 h`. */
export const effortWords = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`;
