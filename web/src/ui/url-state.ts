import { useRouter, useRouterState } from '@tanstack/react-router';

/** What the filters of a page are: text by name, exactly as the address shows it. */
export type UrlState = Record<string, string>;
export type SetUrlState = (
  change: Record<string, string | number | undefined>,
  options?: { push?: boolean },
) => void;

/** How a detail is shown; the list beside it stays where it is. */
const besides = new Set(['full', 'tab', 'at', 'sources']);

/**
 * The part of a page that survives a reload and can be sent to a colleague. Setting a filter goes back to the
 * first page, because page 7 of another selection is nonsense.
 */
export function useUrlState(): [UrlState, SetUrlState] {
  const router = useRouter();
  const search = useRouterState({ select: (state) => state.location.search as UrlState });
  const set: SetUrlState = (change, options) => {
    const location = router.state.location;
    const next = new URLSearchParams(location.search as UrlState);
    if (!Object.keys(change).every((name) => name === 'page' || besides.has(name))) next.delete('page');
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, String(value));
    }
    const text = next.toString();
    void router.navigate({
      href: location.pathname + (text === '' ? '' : `?${text}`),
      replace: options?.push !== true,
      resetScroll: false,
    });
  };
  return [search, set];
}
