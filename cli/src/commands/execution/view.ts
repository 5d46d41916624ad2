import type { Answer } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { changesText, type ShownChange } from '../../output/changes.ts';
import { type Paint, severityTag, statusTag } from '../../output/paint.ts';
import { oneLine } from '../../output/text.ts';
import { duration, exactly } from '../../output/when.ts';
import { countsText, executionKeys } from '../../wait.ts';

type Execution = Answer<'getExecution'>;

export const executionDetailKeys = [
  ...executionKeys,
  'parameters',
  'result',
  'steps',
  'resources',
  'drifts',
  'log_lines',
] as const satisfies readonly (keyof Execution)[];

const shownTouched = 20;
const shownLines = 10;

export function executionText(context: Context, execution: Execution, paint: Paint): string {
  const now = context.terminal.now();
  const instant = (at: string | null) => (at === null ? null : exactly(at, now));
  return [
    context.print.fields([
      [
        'Execution',
        `#${execution.id} of ${execution.job_name} (job ${execution.job_id}, ${execution.job_type})`,
      ],
      ['Status', statusTag(execution.status, paint)],
      ['Error', execution.error === null ? null : oneLine(execution.error)],
      ['Asked for', `${execution.trigger}, by ${execution.requested_by}`],
      ['Parameters', parametersText(execution.parameters)],
      ['Due', instant(execution.scheduled_for)],
      ['Not before', execution.status === 'queued' ? instant(execution.not_before) : null],
      ['Started', execution.started_at === null ? 'not yet' : exactly(execution.started_at, now)],
      ['Ended', instant(execution.ended_at)],
      ['Took', duration(execution.duration_ms) || null],
      ['Late by', (execution.lateness_ms ?? 0) < 1000 ? null : duration(execution.lateness_ms)],
      ['Attempt', execution.attempt > 1 ? String(execution.attempt) : null],
      ['Tries again', execution.retry_of === null ? null : `execution ${execution.retry_of}`],
      ['Progress', progressText(execution)],
      ['Counts', countsText(execution.counts) || null],
      ['Approval', execution.approval_id === null ? null : `#${execution.approval_id}`],
      ['Made', execution.result === null ? null : JSON.stringify(execution.result)],
      ['Audit event', execution.audit_sequence === null ? null : String(execution.audit_sequence)],
    ]),
    stepsText(execution.steps, paint),
    touchedText(execution, paint),
    logText(execution, paint),
  ].join('');
}

const parametersText = (parameters: Execution['parameters']): string | null =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ') || null;

function progressText({ status, progress }: Execution): string | null {
  if (status !== 'running' || progress === null) return null;
  return `${progress.step}, ${progress.done}${progress.total === null ? '' : ` of ${progress.total}`}`;
}

function stepsText(steps: Execution['steps'], paint: Paint): string {
  if (steps.length === 0) return '';
  const lines = steps.map((step) => {
    const head = `${step.position}. ${oneLine(step.summary)}  ${paint.quiet(step.call)}  ${step.status.replaceAll('_', ' ')}\n`;
    const found = step.observed_after ?? step.after;
    const error = step.error === null ? '' : paint.bad(`   ${oneLine(step.error)}\n`);
    return head + indented(changesText(changesBetween(step.before, found), paint)) + error;
  });
  return `\n${paint.bold('Steps')}\n${lines.join('')}`;
}

/** The members of two states that differ; whole values where they are no objects. */
export function changesBetween(before: unknown, after: unknown): ShownChange[] {
  if (!isRecord(before) || !isRecord(after)) return [{ path: '', change: 'modified', before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((path): ShownChange[] => {
    const [was, is] = [before[path], after[path]];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    if (!(path in before)) return [{ path, change: 'added', after: is }];
    if (!(path in after)) return [{ path, change: 'removed', before: was }];
    if (isRecord(was) && isRecord(is)) {
      return changesBetween(was, is).map((each) => ({ ...each, path: `${path}.${each.path}` }));
    }
    return [{ path, change: 'modified', before: was, after: is }];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const indented = (text: string): string => text.replace(/^(?=.)/gm, '   ');

function touchedText({ resources, drifts }: Execution, paint: Paint): string {
  const lines = [
    ...drifts.map(({ id, severity, summary, effect }) => [
      effect,
      `drift ${id}  ${severityTag(severity, paint)}  ${oneLine(summary)}`,
    ]),
    ...resources.map(({ id, name, resource_type, effect }) => [
      effect,
      `resource ${id}  ${oneLine(name)}${resource_type === '' ? '' : ` (${resource_type})`}`,
    ]),
  ];
  if (lines.length === 0) return '';
  const rest = lines.length - shownTouched;
  return [
    `\n${paint.bold('Touched')}\n`,
    ...lines.slice(0, shownTouched).map(([effect, what]) => `${effect}  ${what}\n`),
    rest > 0 ? paint.quiet(`… ${rest} more: -o json shows all\n`) : '',
  ].join('');
}

function logText(execution: Execution, paint: Paint): string {
  if (execution.log_removed) return paint.quiet('\nIts log was removed when its time to keep was over.\n');
  if (execution.log.length === 0) return '';
  const lines = execution.log.slice(-shownLines).map((line) => `${lineText(line, paint)}\n`);
  return `\n${paint.bold('End of the log')}\n${lines.join('')}`;
}

export function lineText({ at, level, message }: Execution['log'][number], paint: Paint): string {
  const word = level.toUpperCase().padEnd(5);
  const painted =
    level === 'error' ? paint.bad(word) : level === 'warn' ? paint.warn(word) : paint.quiet(word);
  return `${paint.quiet(at)}  ${painted}  ${oneLine(message)}`;
}
