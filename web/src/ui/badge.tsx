import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './badge.module.css';
import { sentence } from './words.ts';

export type Severity = 'critical' | 'high' | 'medium' | 'low';

export const severities: Severity[] = ['critical', 'high', 'medium', 'low'];

const shapes: Record<Severity, ReactNode> = {
  critical: <path d="M5 0 10 5 5 10 0 5Z" fill="currentColor" />,
  high: <path d="M5 .5 10 9.5H0Z" fill="currentColor" />,
  medium: <path d="M5 1.6 9 8.8H1Z" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  low: <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.4" />,
};

/** Shape and word first, colour last. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  return (
    <span className={`${classes.badge} ${classes[severity]}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        {shapes[severity]}
      </svg>
      {sentence(severity)}
    </span>
  );
}

/** The striped badge: what could not be seen is never drawn as grey on grey. */
export function UnknownBadge({ children = 'Unknown', why }: { children?: ReactNode; why?: string }) {
  const badge = (
    <span className={`${classes.badge} ${classes.unknown}`} tabIndex={why === undefined ? undefined : 0}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <text x="5" y="9" textAnchor="middle" fontSize="10" fontWeight="700" fill="currentColor">
          ?
        </text>
      </svg>
      {children}
    </span>
  );
  return why === undefined ? badge : <Tooltip label={why}>{badge}</Tooltip>;
}

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'quiet';

const marks: Record<Tone, ReactNode> = {
  good: (
    <path d="M1.5 5.5 4 8l4.5-6" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
  ),
  bad: <path d="M2 2l6 6M8 2 2 8" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
  warn: <path d="M5 1v5M5 8.4v.4" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  busy: (
    <path d="M5 1a4 4 0 1 1-4 4" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
  ),
  quiet: <path d="M2 5h6" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
};

/** A state: mark and word; `why` appears on hover and on focus. */
export function StateBadge({
  tone,
  children,
  why,
}: {
  tone: Tone;
  children: ReactNode;
  why?: string | null;
}) {
  const badge = (
    <span
      className={`${classes.badge} ${classes.plain} ${classes[tone]}`}
      tabIndex={why == null ? undefined : 0}
    >
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        {marks[tone]}
      </svg>
      {children}
    </span>
  );
  return why == null ? badge : <Tooltip label={why}>{badge}</Tooltip>;
}

const tones: Record<string, Tone> = {
  succeeded: 'good',
  synced: 'good',
  active: 'good',
  granted: 'good',
  success_with_data: 'good',
  success_empty: 'good',
  scheduled: 'good',
  failed: 'bad',
  error: 'bad',
  denied: 'bad',
  permission_denied: 'bad',
  detected: 'warn',
  open: 'warn',
  acknowledged: 'busy',
  partial: 'warn',
  pending_approval: 'warn',
  rate_limited: 'warn',
  running: 'busy',
  syncing: 'busy',
  queued: 'busy',
  investigating: 'warn',
  resolved: 'good',
  accepted: 'good',
};

const titles: Record<string, string> = {
  detected: 'Open',
  success_with_data: 'Seen whole',
  success_empty: 'Seen whole, empty',
  permission_denied: 'Denied',
  rate_limited: 'Throttled',
  region_disabled: 'Region disabled',
  unscheduled: 'Not scheduled',
};

/** A state of the API by its published id. */
export function Status({ of, why }: { of: string; why?: string | null }) {
  return (
    <StateBadge tone={tones[of] ?? 'quiet'} why={why ?? null}>
      {titles[of] ?? sentence(of)}
    </StateBadge>
  );
}
