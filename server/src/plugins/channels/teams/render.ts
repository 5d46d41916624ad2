import type { Json, JsonObject } from '../../../core/json.ts';
import type { Notice } from '../../../plugin-kit/define-channel.ts';
import {
  factsOf,
  instantWords,
  itemWords,
  oneLine,
  shortened,
  stateWord,
} from '../../../plugin-kit/notice-words.ts';

const longest = { title: 300, description: 4000, next: 800, items: 30 };

const colour = (notice: Notice): string => {
  if (notice.state === 'resolved') return 'good';
  if (notice.severity === 'critical' || notice.severity === 'high') return 'attention';
  return notice.severity === 'medium' ? 'warning' : 'default';
};

type Run = { text: string; bold?: boolean; colour?: string; size?: string };

/**
 * Text runs and not text blocks: blocks read markdown, so a name could make a link or a heading of itself; runs
 * show what they are given.
 */
const line = (runs: Run[], spacing = 'default'): JsonObject => ({
  type: 'RichTextBlock',
  spacing,
  inlines: runs.map(({ text, bold = false, colour: tone, size }) => ({
    type: 'TextRun',
    text,
    ...(bold ? { weight: 'bolder' } : {}),
    ...(tone === undefined ? {} : { color: tone }),
    ...(size === undefined ? {} : { size }),
  })),
});

/** A notice as the message that a Workflows webhook takes, with one adaptive card. */
export function renderTeams(notice: Notice): Json {
  const title = shortened(oneLine(notice.title), longest.title) || notice.event;
  const body: JsonObject[] = [
    line([{ text: stateWord(notice).toUpperCase(), bold: true, colour: colour(notice) }]),
    line([{ text: title, bold: true, size: 'large' }], 'small'),
    ...factsOf(notice).map(({ name, value }) =>
      line([{ text: `${name}: `, bold: true }, { text: value }], 'small'),
    ),
  ];
  if (notice.description !== '')
    body.push(line([{ text: shortened(notice.description, longest.description) }]));
  for (const item of notice.items.slice(0, longest.items)) {
    body.push(line([{ text: `• ${shortened(itemWords(item), 200)}` }], 'small'));
  }
  const left = Math.max(0, notice.items.length - longest.items) + notice.more;
  if (left > 0) body.push(line([{ text: `and ${left} more` }], 'small'));
  if (notice.next !== null)
    body.push(line([{ text: 'Next: ', bold: true }, { text: shortened(notice.next, longest.next) }]));
  body.push(line([{ text: `${shortened(oneLine(notice.organization), 100)} · ${instantWords(notice.at)}` }]));
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          fallbackText: title,
          body,
          actions:
            notice.link === null
              ? []
              : [{ type: 'Action.OpenUrl', title: 'Open in InfraAudit', url: notice.link }],
        },
      },
    ],
  };
}
