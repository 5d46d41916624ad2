import { ActionIcon, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebarRight, IconMaximize, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useGo } from './link.tsx';
import classes from './panel.module.css';
import type { SetUrlState, UrlState } from './url-state.ts';

/** Beside a list there is room for a detail only from this width on. */
const wide = '(min-width: 1200px)';

export function useIsWide(): boolean {
  return useMediaQuery(wide, undefined, { getInitialValueInEffect: false }) ?? true;
}

/** A screen in the hand: tables keep what names a row, filters are folded. */
const small = '(max-width: 640px)';

export function useIsSmall(): boolean {
  return useMediaQuery(small, undefined, { getInitialValueInEffect: false }) ?? false;
}

/**
 * A list with the detail of one entry: beside it on wide screens, instead of it on narrow ones or when the
 * address says `full`. The detail is a route of its own, so each has a link.
 */
export function ListWithDetail({
  list,
  detail,
  full,
}: {
  list: ReactNode;
  detail: ReactNode | null;
  full: boolean;
}) {
  const isWide = useIsWide();
  const opened = detail !== null;
  const alone = opened && (!isWide || full);
  // One structure in every case: the list keeps its focus and its place while details come and go.
  return (
    <div className={classes.split} data-opened={(opened && !alone) || undefined}>
      <div className={classes.list} hidden={alone}>
        {list}
      </div>
      {opened ? (
        <aside className={classes.detail} aria-label="Details">
          {detail}
        </aside>
      ) : null}
    </div>
  );
}

/** The bar on top of a detail: what it is, how to widen and how to leave it. */
export function DetailBar({
  back,
  backLabel,
  search,
  set,
}: {
  back: string;
  backLabel: string;
  search: UrlState;
  set: SetUrlState;
}) {
  const isWide = useIsWide();
  const go = useGo();
  const full = search.full === '1';
  return (
    <div className={classes.bar}>
      <button type="button" className={classes.back} onClick={() => go(back)}>
        ← {backLabel}
      </button>
      <span>
        {isWide ? (
          <Tooltip label={full ? 'Show beside the list' : 'Use the whole page'}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={full ? 'Show beside the list' : 'Use the whole page'}
              onClick={() => set({ full: full ? undefined : '1' })}
            >
              {full ? (
                <IconLayoutSidebarRight size={16} aria-hidden />
              ) : (
                <IconMaximize size={16} aria-hidden />
              )}
            </ActionIcon>
          </Tooltip>
        ) : null}
        <Tooltip label="Close">
          <ActionIcon variant="subtle" color="gray" aria-label="Close details" onClick={() => go(back)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </span>
    </div>
  );
}
