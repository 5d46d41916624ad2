import type { Json, JsonObject } from '../../../core/json.ts';
import type { Notice } from '../../../plugin-kit/define-channel.ts';
import {
  colourOf,
  factsOf,
  instantWords,
  itemWords,
  oneLine,
  shortened,
  subjectLine,
} from '../../../plugin-kit/notice-words.ts';

/** Lengths that Slack refuses beyond. */
const longest = { section: 2800, field: 800, text: 3000, items: 40 };

/** The three characters that begin a mention, a link or an entity in Slack's text. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Escaping makes a text longer: it is cut until the escaped one fits. */
export function fitting(text: string, max: number): string {
  for (let length = max; ; length = Math.floor(length * 0.8)) {
    const candidate = escaped(shortened(text, length));
    if (candidate.length <= max) return candidate;
  }
}

/** A notice as a Slack message: a line, and under it what a bar of its colour holds together. `verbatim` keeps Slack from making links and mentions of names. */
export function renderSlack(notice: Notice): { text: string; attachments: Json[] } {
  const mrkdwn = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });
  const blocks: JsonObject[] = [];
  const facts = factsOf(notice);
  if (facts.length > 0) {
    blocks.push({
      type: 'section',
      fields: facts.map(({ name, value }) => mrkdwn(`*${name}*\n${fitting(value, longest.field)}`)),
    });
  }
  if (notice.description !== '') {
    blocks.push({ type: 'section', text: mrkdwn(fitting(notice.description, longest.section)) });
  }
  if (notice.items.length > 0) {
    blocks.push({ type: 'section', text: mrkdwn(listOf(notice)) });
  }
  if (notice.next !== null) {
    blocks.push({ type: 'section', text: mrkdwn(`*Next*\n${fitting(notice.next, longest.field)}`) });
  }
  if (notice.link !== null) {
    blocks.push({
      type: 'actions',
      elements: [
        {
          type: 'button',
          text: { type: 'plain_text', text: 'Open in InfraAudit', emoji: false },
          url: notice.link,
        },
      ],
    });
  }
  const organization = fitting(oneLine(notice.organization), 100);
  blocks.push({ type: 'context', elements: [mrkdwn(`${organization} · ${instantWords(notice.at)}`)] });
  return {
    text: fitting(subjectLine(notice, 300), longest.text),
    attachments: [{ color: colourOf(notice), fallback: fitting(subjectLine(notice), longest.text), blocks }],
  };
}

function listOf(notice: Notice): string {
  const lines: string[] = [];
  let length = 0;
  for (const item of notice.items.slice(0, longest.items)) {
    const line = `• ${fitting(itemWords(item), 200)}`;
    if (length + line.length > longest.section - 100) break;
    lines.push(line);
    length += line.length + 1;
  }
  const left = notice.items.length - lines.length + notice.more;
  return [...lines, ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}
