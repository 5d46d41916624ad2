import type { Json } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Notice, NoticeState } from '../../../plugin-kit/define-channel.ts';
import { hasHttpScheme, oneLine, shortened } from '../../../plugin-kit/notice-words.ts';

const actions: Partial<Record<NoticeState, string>> = {
  open: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
};
const urgency: Record<Severity, string> = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  low: 'info',
};

/** A notice as an event of the Events API v2, without the routing key. One subject is one incident. */
export function renderPagerDuty(notice: Notice): Json {
  const action = actions[notice.state] ?? 'trigger';
  const event = {
    event_action: action,
    dedup_key: shortened(`infraaudit:${notice.subject ?? `${notice.event}:${notice.at}`}`, 255),
  };
  if (action !== 'trigger') return event;
  return {
    ...event,
    client: 'InfraAudit',
    ...(notice.link === null ? {} : { client_url: notice.link }),
    payload: {
      summary: shortened(oneLine(notice.title), 1024) || notice.event,
      source:
        shortened(oneLine(notice.resource ?? notice.account ?? notice.organization), 255) || 'InfraAudit',
      severity: urgency[notice.severity ?? 'medium'],
      timestamp: notice.at,
      component: shortened(oneLine(notice.account ?? ''), 255),
      class: notice.event,
      custom_details: {
        kind: notice.kind,
        description: shortened(notice.description, 4000),
        since: notice.since,
        next: notice.next === null ? null : shortened(notice.next, 1000),
        organization: shortened(notice.organization, 200),
      },
    },
    links:
      notice.link === null || !hasHttpScheme(notice.link)
        ? []
        : [{ href: notice.link, text: 'Open in InfraAudit' }],
  };
}
