import { Button } from '@mantine/core';
import { Outlet, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ClearFilters, Filter, FilterBar, type FilterOption, SearchField } from './filters.tsx';
import { ListWithDetail, useIsSmall, useIsWide } from './panel.tsx';
import { type SetUrlState, type UrlState, useUrlState } from './url-state.ts';
import { sentence } from './words.ts';

/** What a list needs to know of its page. */
export type ListView = {
  /** The entry that is open beside it. */
  selected: string | undefined;
  /** A detail is open beside it. */
  narrow: boolean;
  /** There is room for the most important columns only: beside a detail, or on a small screen. */
  compact: boolean;
  search: UrlState;
  set: SetUrlState;
};

/** A list whose entries open beside it; `parameter` is the name under which the route has the open one. */
export function ListPage({
  parameter,
  list: ListOf,
}: {
  parameter: string;
  list: (view: ListView) => ReactNode;
}) {
  const [search, set] = useUrlState();
  const selected = (useParams({ strict: false }) as Record<string, string | undefined>)[parameter];
  const full = search.full === '1';
  const narrow = useIsWide() && selected !== undefined && !full;
  const compact = useIsSmall() || narrow;
  return (
    <ListWithDetail
      list={<ListOf selected={selected} narrow={narrow} compact={compact} search={search} set={set} />}
      detail={selected === undefined ? null : <Outlet />}
      full={full}
    />
  );
}

export type FilterField = {
  name: string;
  label: string;
  options: FilterOption[];
  none?: string;
  single?: boolean;
  /** Behind "More filters" until it is used. */
  rare?: boolean;
};

/** The filters of a list from their description; beside a detail only the text and the way out of them. */
export function Filters({
  text,
  fields,
  view: { search, set, narrow },
  right,
}: {
  /** What the free text finds; without it there is none. */
  text?: string;
  fields: FilterField[];
  view: Pick<ListView, 'search' | 'set' | 'narrow'>;
  right?: ReactNode;
}) {
  const names = filterNamesOf(fields, text);
  const [all, setAll] = useState(false);
  // On a small screen all of them are folded already.
  const every = useIsSmall() || all;
  const shown = fields.filter(({ name, rare }) => every || rare !== true || isFiltered(search, [name]));
  return (
    <FilterBar right={narrow ? undefined : right}>
      {text === undefined ? null : <SearchField key="text" label={text} search={search} set={set} />}
      {narrow
        ? null
        : shown.map(({ rare: _rare, ...field }) => (
            <Filter key={field.name} {...field} search={search} set={set} />
          ))}
      {narrow || shown.length === fields.length ? null : (
        <Button key="more" variant="subtle" color="gray" c="inherit" onClick={() => setAll(true)}>
          More filters
        </Button>
      )}
      <ClearFilters key="clear" names={names} search={search} set={set} />
    </FilterBar>
  );
}

function filterNamesOf(fields: FilterField[], text: string | undefined): string[] {
  return [...(text === undefined ? [] : ['q']), ...fields.map(({ name }) => name)];
}

/** Options from the ids of the API. */
export function choices(values: readonly string[], title: (id: string) => string = sentence): FilterOption[] {
  return values.map((value) => ({ value, label: title(value) }));
}

/** Whether anything is filtered, so an empty list can say why. */
export function isFiltered(search: UrlState, names: readonly string[]): boolean {
  return names.some((name) => (search[name] ?? '') !== '');
}

/** What of the address are filters; given to the API as it is. */
export function chosen<Name extends string>(
  search: UrlState,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  ) as Partial<Record<Name, string>>;
}
