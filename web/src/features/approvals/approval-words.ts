import type { Item } from '../../app/api.ts';
import type { Tone } from '../../ui/badge.tsx';
import { count } from '../../ui/words.ts';

export type Approval = Item<'listApprovals'>;

export const approvalTypes: Approval['type'][] = ['remediation', 'scheduled_job'];

export const typeTitle = (type: string): string => (type === 'remediation' ? 'Remediation' : 'Scheduled job');

export const statusTones: Record<string, Tone> = {
  pending: 'warn',
  approved: 'good',
  rejected: 'bad',
  expired: 'quiet',
  cancelled: 'quiet',
};

/** The account as people call it: the name in brackets at the end, where there is one. */
export function targetName(targetSystem: string): string {
  return /\(([^()]+)\)\s*$/.exec(targetSystem)?.[1] ?? targetSystem;
}

/** `Approve 3 changes in production`. */
export function approveWords(approval: Pick<Approval, 'changes' | 'target_system'>): string {
  return `Approve ${count(approval.changes, 'change')} in ${targetName(approval.target_system)}`;
}

/** `40 min`, `5 h`, `3 days`: how long it has waited. */
export function ageWords(seconds: number): string {
  if (seconds < 3600) return `${Math.max(1, Math.floor(seconds / 60))} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

export function decidedWords(status: string): string {
  const words: Record<string, string> = {
    approved: 'Approved',
    rejected: 'Rejected',
    expired: 'Expired: nobody decided in time, and nothing was written',
    cancelled: 'Cancelled: its run ended before anybody decided',
  };
  return words[status] ?? status;
}
