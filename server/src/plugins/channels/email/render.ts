import type { Notice } from '../../../plugin-kit/define-channel.ts';
import {
  colourOf,
  factsOf,
  hasHttpScheme,
  instantWords,
  itemWords,
  shortened,
  stateWord,
  subjectLine,
} from '../../../plugin-kit/notice-words.ts';

export type Mail = { subject: string; text: string; html: string };

const longest = { description: 6000, next: 1000, title: 400, items: 200 };

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapedHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);

/** A notice as a mail: the same content as text and as HTML. */
export function renderMail(notice: Notice): Mail {
  return { subject: subjectLine(notice, 250), text: textOf(notice), html: htmlOf(notice) };
}

const title = (notice: Notice) => shortened(notice.title, longest.title);
const description = (notice: Notice) => shortened(notice.description, longest.description);

function leftOut(notice: Notice): number {
  return Math.max(0, notice.items.length - longest.items) + notice.more;
}

function textOf(notice: Notice): string {
  const parts = [
    title(notice),
    factsOf(notice)
      .map(({ name, value }) => `${name}: ${value}`)
      .join('\n'),
    description(notice),
    itemsAsText(notice),
    notice.next === null ? '' : `Next: ${shortened(notice.next, longest.next)}`,
    notice.link === null ? '' : `Open in InfraAudit: ${notice.link}`,
    `${notice.organization} · ${instantWords(notice.at)}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function itemsAsText(notice: Notice): string {
  const lines = notice.items
    .slice(0, longest.items)
    .map((item) => `- ${itemWords(item)}${item.link === null ? '' : `\n  ${item.link}`}`);
  return [...lines, ...(leftOut(notice) > 0 ? [`and ${leftOut(notice)} more`] : [])].join('\n');
}

function htmlOf(notice: Notice): string {
  const rows = factsOf(notice).map(
    ({ name, value }) =>
      `<tr><td style="padding:2px 16px 2px 0;color:#57606a">${escapedHtml(name)}</td><td style="padding:2px 0">${escapedHtml(value)}</td></tr>`,
  );
  const body = [
    `<p style="margin:0 0 4px;color:#57606a">${escapedHtml(stateWord(notice))}</p>`,
    `<h1 style="font-size:18px;margin:0 0 12px">${escapedHtml(title(notice))}</h1>`,
    rows.length === 0
      ? ''
      : `<table style="border-collapse:collapse;margin:0 0 12px">${rows.join('')}</table>`,
    paragraphs(description(notice)),
    itemsAsHtml(notice),
    notice.next === null
      ? ''
      : `<p style="margin:0 0 12px"><strong>Next:</strong> ${escapedHtml(shortened(notice.next, longest.next))}</p>`,
    notice.link === null ? '' : `<p style="margin:0 0 12px">${linkTo(notice.link, 'Open in InfraAudit')}</p>`,
    `<p style="margin:16px 0 0;color:#57606a;font-size:12px">${escapedHtml(notice.organization)} · ${instantWords(notice.at)}</p>`,
  ];
  return (
    '<!doctype html><html><head><meta charset="utf-8"></head><body style="margin:0;padding:16px;background:#f6f8fa">' +
    `<div style="max-width:640px;margin:0 auto;padding:16px 20px;background:#ffffff;border-left:4px solid ${colourOf(notice)};` +
    `font:14px/1.5 system-ui,sans-serif;color:#1f2328">${body.join('')}</div></body></html>`
  );
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p style="margin:0 0 12px">${escapedHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

function itemsAsHtml(notice: Notice): string {
  if (notice.items.length === 0) return '';
  const items = notice.items.slice(0, longest.items).map((item) => {
    const words = itemWords(item);
    return `<li>${item.link === null ? escapedHtml(words) : linkTo(item.link, words)}</li>`;
  });
  const more = leftOut(notice) > 0 ? `<p style="margin:0 0 12px">and ${leftOut(notice)} more</p>` : '';
  return `<ul style="margin:0 0 12px;padding-left:20px">${items.join('')}</ul>${more}`;
}

/** An address that is none of the web is shown as text and not made clickable. */
function linkTo(address: string, words: string): string {
  return hasHttpScheme(address)
    ? `<a href="${escapedHtml(address)}" style="color:#0969da">${escapedHtml(words)}</a>`
    : escapedHtml(words);
}
