import type { Profile } from '../../app/session.ts';

export type Role = Profile['role'];

/** The roles as people choose them, most powerful first. */
export const roles: { value: Role; label: string; words: string }[] = [
  { value: 'owner', label: 'Owner', words: 'everything, and the team' },
  { value: 'admin', label: 'Admin', words: 'accounts, jobs, keys, the audit log' },
  { value: 'approver', label: 'Approver', words: 'triage, and approving what others submit' },
  { value: 'requester', label: 'Requester', words: 'triage and baselines' },
  { value: 'auditor', label: 'Auditor', words: 'reads everything, also the audit log' },
  { value: 'viewer', label: 'Viewer', words: 'reads, and starts scans' },
];

export const roleOptions = roles.map(({ value, label, words }) => ({ value, label: `${label}: ${words}` }));
