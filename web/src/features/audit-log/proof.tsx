import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../app/api.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, number } from '../../ui/words.ts';
import classes from './audit-log.module.css';

/** The newest signed statement about the log, and the way to take the log along. */
export function LastCheckpoint() {
  const checkpoints = useQuery(read('listAuditCheckpoints', { query: { per_page: 1 } }));
  if (checkpoints.isError)
    return <ErrorNotice error={checkpoints.error} title="The checkpoints could not be read" />;
  if (checkpoints.data === undefined) return null;
  const [last] = checkpoints.data.data;
  return (
    <section className={classes.verdict} aria-label="Last checkpoint">
      {last === undefined ? (
        <>
          <StateBadge tone="quiet">Not signed yet</StateBadge>
          <span>The first checkpoint follows within a minute.</span>
        </>
      ) : (
        <>
          <StateBadge tone="good">Signed</StateBadge>
          <span>
            {count(last.size, 'event')}, <RelativeTime at={last.signed_at} />;{' '}
            {count(checkpoints.data.meta.total, 'checkpoint')} in all
          </span>
          <span className="dim">
            Key <Identifier value={last.key_id} /> Root <Identifier value={last.root_hash} length={20} />
          </span>
        </>
      )}
      <Button
        component="a"
        href={api.address('/api/v1/audit/export', {})}
        download
        variant="default"
        size="compact-sm"
        className={classes.export}
      >
        Export
      </Button>
    </section>
  );
}

/** Whether the event, as it stands here, leads to a root that was signed. */
export function InclusionProof({ sequence }: { sequence: number }) {
  const proof = useQuery(read('proveAuditEvent', { path: { sequence } }));
  if (proof.isError) return <ErrorNotice error={proof.error} title="The event could not be proved" />;
  if (proof.data === undefined) return <span className="dim">Proving…</span>;
  const { verified, checkpoint, proof: hashes } = proof.data;
  if (!verified) {
    return (
      <span>
        <StateBadge tone="bad">Not proved</StateBadge> The event is not the one that the checkpoint of event{' '}
        {number(checkpoint.size)} signed.
      </span>
    );
  }
  return (
    <span>
      <StateBadge tone="good">Proved</StateBadge> {count(hashes.length, 'hash', 'hashes')} lead to the root of{' '}
      {count(checkpoint.size, 'event')}, signed <RelativeTime at={checkpoint.signed_at} />
    </span>
  );
}
