import { Button, Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { notifyProblem } from '../../app/act.tsx';
import { type Answer, api } from '../../app/api.ts';
import { Section } from '../../ui/page.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { number, sentence } from '../../ui/words.ts';
import classes from './jobs.module.css';
import { isOpen, type LogLine, useLogLines } from './log-lines.ts';

type Execution = Answer<'getExecution'>;

const levels = ['debug', 'info', 'warn', 'error'];
const lineHeight = 20;

export function ExecutionLog({ execution }: { execution: Execution }) {
  const live = isOpen(execution.status);
  const { lines, total, connection, older } = useLogLines(execution, live);
  const [needle, setNeedle] = useState('');
  const [shownLevels, setShownLevels] = useState<string[]>([]);
  const [wrap, setWrap] = useState(true);
  const [follow, setFollow] = useState(true);
  const shown = lines.filter(
    (line) =>
      (shownLevels.length === 0 || shownLevels.includes(line.level)) &&
      (needle === '' || line.message.toLowerCase().includes(needle.toLowerCase())),
  );
  return (
    <Section
      title="Log"
      padded={false}
      aside={
        <span className="dim number" aria-live="polite">
          {needle === '' && shownLevels.length === 0
            ? `${number(total)} lines`
            : `${number(shown.length)} of ${number(lines.length)} loaded lines`}
          {live ? (connection === 'waiting' ? ' · connection lost, trying again' : ' · live') : ''}
        </span>
      }
    >
      <div className={classes.logBar}>
        <TextInput
          type="search"
          aria-label="Search in the log"
          placeholder="Search in the log"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={needle}
          onChange={(event) => setNeedle(event.currentTarget.value)}
        />
        <MultiSelect
          aria-label="Levels"
          placeholder={shownLevels.length === 0 ? 'All levels' : ''}
          data={levels.map((value) => ({ value, label: sentence(value) }))}
          value={shownLevels}
          onChange={setShownLevels}
          w={shownLevels.length === 0 ? 130 : 210}
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
          onChange={(event) => setFollow(event.currentTarget.checked)}
        />
        <Button variant="default" ml="auto" onClick={() => void download(execution).catch(notifyProblem)}>
          Download
        </Button>
      </div>
      <Lines lines={shown} needle={needle} wrap={wrap} follow={follow} onFollow={setFollow} older={older} />
    </Section>
  );
}

function Lines({
  lines,
  needle,
  wrap,
  follow,
  onFollow,
  older,
}: {
  lines: LogLine[];
  needle: string;
  wrap: boolean;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  older: (() => Promise<void>) | null;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [loading, setLoading] = useState(false);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeight,
    overscan: 30,
    getItemKey: (index) => lines[index]?.sequence ?? index,
  });
  // Wrapped lines turn out higher than they were taken for, and new ones come: whatever moves the end, follow it.
  useEffect(() => {
    const box = frame.current;
    if (!follow || box === null || content.current === null) return;
    const observer = new ResizeObserver(() => {
      box.scrollTop = box.scrollHeight;
    });
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [follow]);
  return (
    <div
      ref={frame}
      className={classes.log}
      data-wrap={wrap || undefined}
      role="log"
      aria-label="Log lines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onWheel={(event) => {
        // Reading upwards stops the following; the box says so and starts it again.
        if (event.deltaY < 0 && follow) onFollow(false);
      }}
    >
      {older === null ? null : (
        <div className={classes.older}>
          <Button
            size="compact"
            variant="default"
            loading={loading}
            onClick={() => {
              setLoading(true);
              onFollow(false);
              older()
                .catch(notifyProblem)
                .finally(() => setLoading(false));
            }}
          >
            Load older lines
          </Button>
        </div>
      )}
      {lines.length === 0 ? (
        <p className="dim" style={{ padding: '8px 12px' }}>
          {needle === '' ? 'Nothing written yet.' : 'No loaded line fits.'}
        </p>
      ) : null}
      <div ref={content} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-level={line.level}
              className={classes.line}
              style={{
                position: 'absolute',
                top: 0,
                left: 0,
                right: 0,
                transform: `translateY(${item.start}px)`,
              }}
            >
              <time dateTime={line.at}>{line.at.slice(11, 23)}</time>
              <span className={classes.level}>{line.level}</span>
              <span>{marked(line.message, needle)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function marked(text: string, needle: string): ReactNode {
  if (needle === '') return text;
  const at = text.toLowerCase().indexOf(needle.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + needle.length)}</mark>
      {text.slice(at + needle.length)}
    </>
  );
}

/** The whole log from the server, not only what is on the screen. */
async function download(execution: Execution): Promise<void> {
  const pages: LogLine[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await api.call('getExecutionLog', {
      path: { id: execution.id },
      query: { before, limit: 500 },
    });
    const first = page.data[0];
    pages.unshift(...page.data);
    if (first === undefined || pages.length >= page.total || first.sequence === before) break;
    before = first.sequence;
  }
  const text = pages
    .map((line) => `${line.at} ${line.level.toUpperCase().padEnd(5)} ${line.message}`)
    .join('\n');
  saveFile(`${execution.job_type}-${execution.id}.log`, `${text}\n`);
}
