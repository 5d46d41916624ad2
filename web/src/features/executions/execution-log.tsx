import { Button, Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Answer, api } from '../../app/api.ts';
import { Section } from '../../ui/page.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { number, sentence } from '../../ui/words.ts';
import classes from './executions.module.css';
import { LogLines } from './log-lines.tsx';
import { useLogWindow } from './log-window.ts';

type Execution = Answer<'getExecution'>;

const levels = ['debug', 'info', 'warn', 'error'];

/** Tail first. Search and levels are asked of the server, which knows the whole log; the address holds them. */
export function ExecutionLog({ execution }: { execution: Execution }) {
  const [search, set] = useUrlState();
  const [text, setText] = useState(search.q ?? '');
  const [settled] = useDebouncedValue(text.trim(), 300);
  const shownLevels = search.level;
  const filter = useMemo(
    () => ({ text: settled, levels: (shownLevels ?? '').split(',').filter((level) => level !== '') }),
    [settled, shownLevels],
  );
  const filtered = filter.text !== '' || filter.levels.length > 0;
  const asked = Number(search.line);
  const line = !filtered && Number.isInteger(asked) && asked > 0 ? asked : null;
  const [wrap, setWrap] = useState(true);
  const [follow, setFollow] = useState(line === null);
  const log = useLogWindow(execution, filter, line);
  if (settled !== (search.q ?? '') && settled === text.trim()) {
    // Written after the pause of typing, so that each key is not a new address.
    queueMicrotask(() => set({ q: settled, line: undefined }));
  }
  const toEnd = () => {
    setFollow(true);
    if (search.line !== undefined) set({ line: undefined });
    else if (log.newer !== null) void log.loadTail();
  };
  return (
    <Section title="Log" padded={false} aside={<LogState log={log} filtered={filtered} />}>
      <div className={classes.logBar}>
        <TextInput
          type="search"
          aria-label="Search in the log"
          placeholder="Search in the whole log"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          maxLength={200}
          onChange={(event) => {
            setText(event.currentTarget.value);
            // What is found is shown from its end, like the log itself.
            setFollow(true);
          }}
        />
        <MultiSelect
          aria-label="Levels"
          placeholder={filter.levels.length === 0 ? 'All levels' : ''}
          data={levels.map((value) => ({ value, label: sentence(value) }))}
          value={filter.levels}
          onChange={(chosen) => {
            setFollow(true);
            set({ level: chosen.join(','), line: undefined });
          }}
          w={filter.levels.length === 0 ? 130 : 210}
        />
        <Checkbox
          size="xs"
          label="Wrap"
          checked={wrap}
          onChange={(event) => setWrap(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label="Follow"
          checked={follow}
          onChange={(event) => (event.currentTarget.checked ? toEnd() : setFollow(false))}
        />
        <span className={classes.logActs}>
          <Button
            variant="default"
            size="compact"
            onClick={() => {
              setFollow(false);
              setText('');
              set({ q: undefined, level: undefined, line: 1 });
            }}
          >
            First line
          </Button>
          <Button variant="default" size="compact" onClick={toEnd}>
            Last line
          </Button>
          <Button
            component="a"
            variant="default"
            size="compact"
            leftSection={<IconDownload size={13} aria-hidden />}
            href={api.address(`/api/v1/executions/${execution.id}/log/download`)}
            download={`execution-${execution.id}.log`}
          >
            Download
          </Button>
        </span>
      </div>
      {log.error === null ? null : (
        <div className={classes.padded}>
          <ErrorNotice
            error={log.error}
            title="The log could not be read"
            retry={() => void log.loadTail()}
          />
        </div>
      )}
      <LogLines
        key={`${filter.text} ${filter.levels.join()} ${line ?? ''}`}
        log={log}
        needle={filter.text}
        wrap={wrap}
        follow={follow}
        onFollow={setFollow}
        marked={line}
        empty={
          filtered
            ? 'No line fits.'
            : execution.log_removed
              ? 'The lines were removed after their time of keeping. The record of the run stays.'
              : 'Nothing written yet.'
        }
        onLine={(sequence) => {
          setFollow(false);
          setText('');
          set({ q: undefined, level: undefined, line: sequence });
        }}
      />
    </Section>
  );
}

function LogState({ log, filtered }: { log: ReturnType<typeof useLogWindow>; filtered: boolean }) {
  const first = log.lines[0]?.sequence;
  const last = log.lines[log.lines.length - 1]?.sequence;
  const all = first === 1 && log.newer === null;
  const where = !log.settled
    ? filtered && log.activity !== null && log.activity.at !== null
      ? `searching, at line ${number(log.activity.at)} of ${number(log.total)}`
      : 'reading'
    : filtered
      ? `${number(log.lines.length)}${log.older === null && log.newer === null ? '' : ' or more'} of ${number(log.total)} lines fit`
      : first === undefined || all
        ? `${number(log.total)} lines`
        : `lines ${number(first)} to ${number(last ?? first)} of ${number(log.total)}`;
  return (
    <span className="dim number" aria-live="polite">
      {where}
      {log.live ? (log.connection === 'waiting' ? ' · connection lost, trying again' : ' · live') : ''}
    </span>
  );
}
