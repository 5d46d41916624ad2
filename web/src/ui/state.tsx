import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem } from '../app/api.ts';
import { CopyIcon } from './identifier.tsx';
import { Link } from './link.tsx';
import classes from './state.module.css';

/** What an error means for the person in front of it: what happened, why, what to do. */
export function adviceFor(error: unknown): { what: string; todo: string; requestId: string | null } {
  if (!(error instanceof ApiProblem)) {
    return {
      what: 'The page met an error of its own.',
      todo: 'Reload the page. If it stays, report it with the text below.',
      requestId: null,
    };
  }
  const todo =
    error.status === 0
      ? 'Check that the server runs and that this browser can reach it; the page tries again by itself.'
      : error.status === 403
        ? 'Ask an owner or an administrator of the organisation for the permission.'
        : error.status === 404
          ? 'It may have been deleted, or it belongs to another organisation.'
          : error.status === 429
            ? 'Wait a moment and try again.'
            : error.status >= 500
              ? 'Try again. If it stays, look for the request id in the server log.'
              : 'Correct the request and try again.';
  return { what: error.message, todo, requestId: error.requestId };
}

export function ErrorNotice({ error, retry, title }: { error: unknown; retry?: () => void; title?: string }) {
  const { what, todo, requestId } = adviceFor(error);
  return (
    <div role="alert" className={classes.notice}>
      <strong>{title ?? 'This could not be loaded'}</strong>
      <p>{what}</p>
      <p className="dim">{todo}</p>
      {!(error instanceof ApiProblem) && error instanceof Error ? <pre>{error.message}</pre> : null}
      <div className={classes.noticeFoot}>
        {retry === undefined ? null : (
          <Button size="compact" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
        {requestId === null ? null : (
          <span className="dim">
            Request id <code>{requestId}</code>
            <CopyIcon value={requestId} what="Copy request id" />
          </span>
        )}
      </div>
    </div>
  );
}

/** An empty list that says why it is empty and what would fill it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: { label: string; href: string } | undefined;
}) {
  return (
    <div className={classes.empty}>
      <strong>{title}</strong>
      {children === undefined ? null : <p className="dim">{children}</p>}
      {action === undefined ? null : (
        <Button component={Link} href={action.href}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

/** Rows in the shape of what comes. */
export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className={classes.rows} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same and never move
        <Skeleton key={index} height={14} width={`${92 - ((index * 17) % 38)}%`} radius="sm" />
      ))}
    </div>
  );
}

export function BlockSkeleton({ height = 120 }: { height?: number }) {
  return <Skeleton height={height} radius="md" role="status" aria-label="Loading" />;
}
