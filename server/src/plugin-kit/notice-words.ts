import type { Severity } from '../core/severity.ts';
import type { Notice } from './define-channel.ts';

/** Words and lengths that every channel needs. Pure. */

/** At most `max` characters as people count them, with an ellipsis where something was cut. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get into a header
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Without line breaks and control characters, which would begin another header or another line. */
export const oneLine = (text: string): string => text.replaceAll(breaks, ' ').trim();

/** The first word of the subject: what it is now. */
export function stateWord(notice: Notice): string {
  if (notice.state === 'resolved') return 'resolved';
  if (notice.state === 'acknowledged') return 'acknowledged';
  return notice.severity ?? notice.kind.toLowerCase();
}

/** `[InfraAudit] critical: Bucket is public`. One line, bounded. */
export function subjectLine(notice: Notice, max = 200): string {
  return shortened(oneLine(`[InfraAudit] ${stateWord(notice)}: ${notice.title}`), max);
}

/** The agreed colours; what is over is green. */
const colours: Record<Severity, string> = {
  critical: '#ff0000',
  high: '#ff8c00',
  medium: '#ffcc00',
  low: '#36a64f',
};
export function colourOf(notice: Notice): string {
  if (notice.state === 'resolved' || notice.severity === null) return '#36a64f';
  return colours[notice.severity];
}

/** `2026-05-01 07:03 UTC`. */
export const instantWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** Name and value of what a person wants to know beside the text. */
export function factsOf(notice: Notice): { name: string; value: string }[] {
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ name, value }]);
  return [
    ...fact('Type', notice.kind),
    ...fact('Severity', notice.severity),
    ...fact('Resource', notice.resource),
    ...fact('Account', notice.account),
    ...fact('Since', notice.since === null ? null : instantWords(notice.since)),
  ].map(({ name, value }) => ({ name, value: shortened(oneLine(value), 300) }));
}

/** One line of a summary. */
export const itemWords = (item: Notice['items'][number]): string =>
  shortened(
    oneLine(`${item.resolved ? 'resolved' : (item.severity ?? item.kind.toLowerCase())}: ${item.title}`),
    300,
  );

/** Whether an address may be made clickable. */
export const hasHttpScheme = (address: string): boolean => /^https?:\/\//i.test(address);
