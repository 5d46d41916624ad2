import { useEffect, useRef } from 'react';
import { useAct } from '../../app/act.tsx';
import type { Answer } from '../../app/api.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge, UnknownBadge } from '../../ui/badge.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import classes from './providers.module.css';

type Checked = Answer<'runPreflight'>['permissions'][number];

/** Tries each permission once and says what stays unseen without it. */
export function Preflight({ providerId, auto = false }: { providerId: number; auto?: boolean }) {
  const check = useAct('runPreflight');
  const started = useRef(false);
  const { mutate } = check;
  useEffect(() => {
    if (!auto || started.current) return;
    started.current = true;
    mutate({ path: { id: providerId } });
  }, [auto, mutate, providerId]);
  const permissions = check.data?.permissions ?? [];
  // What was refused comes before what could not be tried.
  const missing = permissions
    .filter((permission) => permission.state !== 'granted')
    .sort((a, b) => a.state.localeCompare(b.state));
  const granted = permissions.length - missing.length;
  return (
    <Section
      title="Permissions"
      aside={
        <>
          {check.data === undefined ? null : (
            <span className="dim">
              Checked <RelativeTime at={check.data.checked_at} />
            </span>
          )}
          <ActButton
            permission="scan"
            variant="default"
            size="compact"
            loading={check.isPending}
            onClick={() => check.mutate({ path: { id: providerId } })}
          >
            Check permissions
          </ActButton>
        </>
      }
    >
      {check.isPending ? (
        <>
          <p className="dim" role="status">
            Trying each permission once
          </p>
          <BlockSkeleton height={80} />
        </>
      ) : check.isError ? (
        <ErrorNotice error={check.error} title="The permissions could not be checked" />
      ) : check.data === undefined ? (
        <p className="dim">Checks what the credentials may read, and names what would stay unseen.</p>
      ) : (
        <>
          <p style={{ marginBottom: missing.length > 0 ? 12 : 0 }}>
            <StateBadge tone={missing.length === 0 ? 'good' : 'warn'}>
              {granted} of {count(permissions.length, 'permission')} granted
            </StateBadge>{' '}
            {missing.length === 0 ? 'Everything can be read.' : 'Without the others this stays unknown:'}
          </p>
          <ul className={classes.lost}>
            {missing.map((permission) => (
              <MissingPermission key={permission.permission} permission={permission} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function MissingPermission({ permission }: { permission: Checked }) {
  const typeTitle = useResourceTypes();
  return (
    <li>
      <span className="mono">{permission.permission}</span>{' '}
      {permission.state === 'denied' ? (
        <StateBadge tone="bad">Denied</StateBadge>
      ) : (
        <UnknownBadge why={permission.message}>Could not be tried</UnknownBadge>
      )}
      <div className={classes.lostPaths}>
        {permission.lost.map((lost) => (
          <span key={lost.type}>
            {typeTitle(lost.type)}:{' '}
            <span className="mono">
              {lost.paths.length === 0 || lost.paths.includes('*') ? 'all of it' : lost.paths.join(', ')}
            </span>
          </span>
        ))}
      </div>
    </li>
  );
}
