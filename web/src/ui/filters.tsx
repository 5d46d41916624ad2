import { Button, Checkbox, Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconChevronDown, IconSearch, IconX } from '@tabler/icons-react';
import { Children, isValidElement, type ReactElement, type ReactNode, useEffect, useState } from 'react';
import classes from './list.module.css';
import { useIsSmall } from './panel.tsx';
import type { SetUrlState, UrlState } from './url-state.ts';
import { number } from './words.ts';

export type FilterOption = { value: string; label: string; count?: number };

/** The filters of a list in one line; on a small screen they are folded behind one button. */
export function FilterBar({ children, right }: { children: ReactNode; right?: ReactNode }) {
  const small = useIsSmall();
  const [open, setOpen] = useState(false);
  const parts = Children.toArray(children);
  const filters = parts.filter(isFilter);
  if (small && filters.length > 1) {
    const used = filters.filter(({ props }) => (props.search[props.name] ?? '') !== '').length;
    return (
      <search className={classes.filters}>
        {parts.filter((part) => !isFilter(part))}
        <Button
          variant="default"
          data-active={used > 0 || undefined}
          className={classes.target}
          aria-expanded={open}
          leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          Filters{used === 0 ? '' : `, ${used} set`}
        </Button>
        {open ? filters : null}
      </search>
    );
  }
  return (
    <search className={classes.filters}>
      {children}
      <span className={classes.spacer} />
      {right}
    </search>
  );
}

const isFilter = (part: ReactNode): part is ReactElement<FilterProps> =>
  isValidElement(part) && part.type === Filter;

type FilterProps = {
  name: string;
  label: string;
  options: FilterOption[];
  search: UrlState;
  set: SetUrlState;
  /** What no choice means, when that is not everything. */
  none?: string;
  /** At most one value. */
  single?: boolean;
};

/** A filter of several values, kept in the address as a comma list. */
export function Filter({ name, label, options, search, set, none, single = false }: FilterProps) {
  const combobox = useCombobox({ onDropdownClose: () => setNeedle('') });
  const [needle, setNeedle] = useState('');
  const chosen = (search[name] ?? '').split(',').filter((value) => value !== '');
  const listed = options.filter((option) => option.label.toLowerCase().includes(needle.toLowerCase()));
  const said =
    chosen.length === 0
      ? (none ?? 'any')
      : chosen.length === 1
        ? (options.find((option) => option.value === chosen[0])?.label ?? chosen[0])
        : `${chosen.length} chosen`;
  const toggle = (value: string) => {
    const kept = single ? [] : chosen;
    const next = chosen.includes(value) ? chosen.filter((old) => old !== value) : [...kept, value];
    set({ [name]: next.join(',') });
  };
  return (
    <Combobox store={combobox} onOptionSubmit={toggle} position="bottom-start" width={280}>
      <Combobox.Target>
        <Button
          variant="default"
          className={classes.target}
          data-active={chosen.length > 0 || undefined}
          rightSection={<IconChevronDown size={13} aria-hidden />}
          onClick={() => combobox.toggleDropdown()}
        >
          <span className="dim">{label}</span>&nbsp;{said}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {options.length > 8 ? (
          <Combobox.Search
            value={needle}
            onChange={(event) => setNeedle(event.currentTarget.value)}
            placeholder={`Find ${label.toLowerCase()}`}
            aria-label={`Find ${label.toLowerCase()}`}
          />
        ) : null}
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={label}>
          {listed.length === 0 ? <Combobox.Empty>Nothing fits</Combobox.Empty> : null}
          {listed.map((option) => (
            <Combobox.Option key={option.value} value={option.value} active={chosen.includes(option.value)}>
              <span className={classes.option}>
                <Checkbox
                  size="xs"
                  checked={chosen.includes(option.value)}
                  onChange={() => undefined}
                  aria-hidden
                  tabIndex={-1}
                  label={option.label}
                  style={{ pointerEvents: 'none' }}
                />
                {option.count === undefined ? null : (
                  <span className="dim number">{number(option.count)}</span>
                )}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Free text of the address; written a moment after the last key, so each key does not become a request. */
export function SearchField({
  name = 'q',
  label,
  search,
  set,
}: {
  name?: string;
  label: string;
  search: UrlState;
  set: SetUrlState;
}) {
  const outside = search[name] ?? '';
  const [text, setText] = useState(outside);
  const [written, setWritten] = useState(outside);
  if (outside !== written) {
    setWritten(outside);
    setText(outside);
  }
  useEffect(() => {
    if (text === outside) return;
    const timer = setTimeout(() => {
      setWritten(text);
      set({ [name]: text.trim() });
    }, 300);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput
      data-grow
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

/** Appears only when something is filtered. */
export function ClearFilters({
  names,
  search,
  set,
}: {
  names: string[];
  search: UrlState;
  set: SetUrlState;
}) {
  if (!names.some((name) => (search[name] ?? '') !== '')) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      c="inherit"
      leftSection={<IconX size={13} aria-hidden />}
      onClick={() => set(Object.fromEntries(names.map((name) => [name, undefined])))}
    >
      Clear filters
    </Button>
  );
}
