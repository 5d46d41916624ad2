import type { Json } from '../../../core/json.ts';
import type { Notice } from '../../../plugin-kit/define-channel.ts';
import { shortened, subjectLine } from '../../../plugin-kit/notice-words.ts';

const longest = { text: 8000, items: 500 };

/** A notice as plain JSON: what other channels say in words, for programs. */
export function renderJson(notice: Notice): Json {
  return {
    event: notice.event,
    state: notice.state,
    subject: notice.subject,
    timestamp: notice.at,
    text: subjectLine(notice, 500),
    kind: notice.kind,
    severity: notice.severity,
    title: shortened(notice.title, 500),
    description: shortened(notice.description, longest.text),
    resource: notice.resource === null ? null : shortened(notice.resource, 500),
    account: notice.account === null ? null : shortened(notice.account, 500),
    since: notice.since,
    link: notice.link,
    next: notice.next === null ? null : shortened(notice.next, 1000),
    organization: shortened(notice.organization, 200),
    items: notice.items
      .slice(0, longest.items)
      .map((item) => ({ ...item, title: shortened(item.title, 300), kind: shortened(item.kind, 100) })),
    more: Math.max(0, notice.items.length - longest.items) + notice.more,
    data: JSON.stringify(notice.data).length > 20_000 ? {} : notice.data,
  };
}
