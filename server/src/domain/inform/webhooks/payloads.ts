import type { Json, JsonObject } from '../../../core/json.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';

/**
 * What webhooks can hear of: the published events and their data, made from what the product announces inside.
 * Names of events and fields are permanent. Pure.
 */

export type PublishedEvent = {
  /** The announced events that it is made from; none for a ping. */
  from: readonly string[];
  sentence: string;
  /** Each field of `data`, in the order in which it is sent. */
  fields: Readonly<Record<string, string>>;
  /** Fields that are not in the announced payload under their own name. */
  made?: (event: Pick<StoredEvent, 'type' | 'payload'>, at: string) => JsonObject;
};

const driftEnd = { drift_id: 'Id of the drift.', resource_id: 'Id of the resource.' };
const execution = {
  job_id: 'Id of the job.',
  job_type: 'Type of the job, such as drift_detection.',
  execution_id: 'Id of the run.',
  status: 'succeeded, failed, skipped or cancelled.',
  trigger: 'What started the run: schedule, manual, api, system or undo.',
  duration_ms: 'How long it ran; null when it never began.',
  findings_count: 'What the run found.',
};
const alert = {
  alert_id: 'Id of the alert.',
  title: 'One line.',
  description: 'What happened.',
  type: 'security, compliance, cost or performance.',
  severity: 'critical, high, medium or low.',
  status: 'open, acknowledged or resolved.',
  resource_id: 'Id of the resource; null when it is about none.',
  resource_name: 'Name of the resource, or null.',
  resource_type: 'Type of the resource, or null.',
  provider_id: 'Id of the cloud account, or null.',
  control_ids: 'Controls that fail because of it, at most 100.',
  tags: 'Tags of the resource, at most 20.',
  created_at: 'When it was raised first.',
  url_path: 'Its page in the web, after the address of the installation.',
};
const remediation = {
  remediation_id: 'Id of the remediation.',
  status: 'completed, failed or rolled_back.',
  remediation_type: 'Which change it is, such as aws-s3-block-public-access.',
  title: 'What is changed.',
  resource_id: 'Id of the resource.',
  resource_name: 'Name of the resource.',
  resource_type: 'Type of the resource.',
  provider_id: 'Id of the cloud account.',
  severity: 'Of the finding: critical, high, medium or low.',
  finding_type: 'drift, control or alert.',
  drift_id: 'Id of the drift, or null.',
  control_id: 'Id of the control, or null.',
  execution_id: 'Id of the run that made it.',
  executed_by: 'Who asked for that run.',
  executed_at: 'When it ended.',
};
const ended = ({ type }: Pick<StoredEvent, 'type'>, at: string): JsonObject => ({
  status: type.slice(type.indexOf('.') + 1),
  executed_at: at,
});
const recommendation = {
  recommendation_id: 'Id of the recommendation.',
  title: 'What to do.',
  type: 'security, cost or performance.',
  priority: 'critical, high, medium or low.',
  severity: 'Of the finding: critical, high, medium or low.',
  rule_id: 'The rule that it comes from.',
  provider_id: 'Id of the cloud account, or null.',
  resource_id: 'Id of the resource, or null when it is about several.',
  resource_name: 'Name of the resource, or null.',
  resource_type: 'Type of the resource, or null.',
  resource_count: 'How many resources it is about.',
};
const approval = {
  approval_id: 'Id of the request.',
  subject_kind: 'What waits, such as execution.',
  subject_id: 'Its id.',
  title: 'What would be changed.',
  target_system: 'Where it would be changed.',
};

const drift = {
  drift_id: 'Id of the drift.',
  drift_type: 'configuration, security or compliance.',
  severity: 'critical, high, medium or low.',
  resource_id: 'Id of the resource.',
  resource_name: 'Name of the resource.',
  resource_type: 'Type of the resource, such as s3_bucket.',
  provider_id: 'Id of the cloud account.',
  attribute: 'The part of the configuration that differs.',
  summary: 'What differs, in a line.',
};

export const publishedEvents = {
  'drift.detected': {
    from: ['drift.detected'],
    sentence: 'A configuration differs from its baseline.',
    fields: { ...drift, detected_at: 'When it was detected.' },
    made: (_event, at) => ({ detected_at: at }),
  },
  'drift.updated': {
    from: ['drift.updated'],
    sentence: 'An open drift differs in something else, or a person changed its status.',
    fields: {
      ...drift,
      status: 'detected or investigating.',
      change: 'difference, or status.',
      worse: 'Whether it is worse than was known: its severity rose, or more differs.',
      severity_before: 'Its severity until then.',
      updated_at: 'When that was seen.',
    },
    made: (_event, at) => ({ updated_at: at }),
  },
  'drift.resolved': {
    from: ['drift.resolved'],
    sentence: 'A drift is over.',
    fields: {
      ...driftEnd,
      reason: 'reverted, accepted, baseline_updated, resource_deleted or what a person chose.',
      note: 'What the person wrote, or null.',
      resolved_by: 'Who resolved it; system when the drift ended by itself.',
      resolved_at: 'When it ended.',
    },
  },
  'alert.created': { from: ['alert.created'], sentence: 'An alert was raised.', fields: alert },
  'alert.updated': {
    from: ['alert.updated'],
    sentence:
      'An alert was acknowledged, muted or assigned, its cause recurred, it came back or became worse.',
    fields: {
      ...alert,
      change: 'What happened to it.',
      worse: 'Whether it is worse than was known: more severe, or more of it.',
      occurrences: 'How often its cause was seen.',
    },
  },
  'alert.resolved': {
    from: ['alert.resolved'],
    sentence: 'An alert is over.',
    fields: { ...alert, resolution: 'person, or cleared when its cause is over.', note: 'Why, or null.' },
  },
  'compliance.violation': {
    from: ['compliance.violation'],
    sentence: 'A control fails in an assessment and did not before.',
    fields: {
      assessment_id: 'Id of the assessment.',
      framework_id: 'Id of the framework.',
      framework_version: 'Its version.',
      control_id: 'Id of the control.',
      control_title: 'Title of the control.',
      severity: 'critical, high, medium or low.',
      failed_resources: 'resource_id and resource_name of what fails, at most 100.',
      failed_total: 'How many resources fail.',
    },
  },
  'compliance.restored': {
    from: ['compliance.restored'],
    sentence: 'A control that failed does not fail any more.',
    fields: {
      assessment_id: 'Id of the assessment.',
      framework_id: 'Id of the framework.',
      framework_version: 'Its version.',
      control_id: 'Id of the control.',
      control_title: 'Title of the control.',
      status: 'What the control is now.',
      failed_since: 'Since when it failed, or null.',
    },
  },
  'job.completed': {
    from: ['job.completed'],
    sentence: 'A run of a job ended, in whichever way.',
    fields: execution,
  },
  'job.failed': {
    from: ['job.failed'],
    sentence: 'A run of a job failed. Sent besides job.completed.',
    fields: { ...execution, error_code: 'A code of the error, or null.', error: 'What went wrong.' },
  },
  'remediation.completed': {
    from: ['remediation.completed', 'remediation.failed', 'remediation.rolled_back'],
    sentence: 'A remediation ended, in whichever way; its status says how.',
    fields: remediation,
    made: ended,
  },
  'remediation.failed': {
    from: ['remediation.failed'],
    sentence: 'A remediation or its rollback failed. Sent besides remediation.completed.',
    fields: {
      ...remediation,
      rollback: 'True when it was the rollback that failed.',
      may_have_written: 'True when the connected system may have been changed.',
      error_code: 'A code of the error, or null.',
      error: 'What went wrong.',
    },
    made: ended,
  },
  'approval.requested': {
    from: ['approval.requested'],
    sentence: 'A change of a connected system waits for a yes or a no.',
    fields: {
      ...approval,
      priority: 'How urgent it is.',
      changes: 'How many changes the plan has.',
      plan_hash: 'SHA-256 of the plan: an approval counts for exactly this one.',
      expires_at: 'Until when it can be decided.',
    },
  },
  'approval.decided': {
    from: ['approval.decided'],
    sentence: 'A change does not wait any more.',
    fields: {
      ...approval,
      status: 'approved, rejected, expired or cancelled.',
      decided_by: 'Who decided, or null.',
      reason: 'Why, or null.',
    },
  },
  'recommendation.created': {
    from: ['recommendation.created'],
    sentence: 'There is something new to be done.',
    fields: recommendation,
  },
  'report.generated': {
    from: ['report.generated'],
    sentence: 'A report is ready to be downloaded.',
    fields: {
      report_id: 'Id of the report.',
      kind: 'What it is about.',
      format: 'pdf, csv or json.',
      title: 'Its title.',
      as_of: 'The moment that it shows.',
      sha256: 'SHA-256 of the document.',
      bytes: 'Its size.',
    },
  },
  ping: {
    from: [],
    sentence: 'Sent when a webhook is created and when somebody tests it, whatever it subscribes to.',
    fields: { webhook_id: 'Id of the webhook.', message: 'A few words.' },
  },
} as const satisfies Record<string, PublishedEvent>;

export type EventName = keyof typeof publishedEvents;
export const eventNames = Object.keys(publishedEvents) as EventName[];
/** What can be subscribed to; a ping comes without being asked for. */
export const subscribableEvents = eventNames.filter((name) => name !== 'ping');
/** Stands for every event, also for those of later versions. */
export const everyEvent = '*';

const byAnnounced = new Map<string, EventName[]>();
for (const name of eventNames) {
  for (const type of publishedEvents[name].from)
    byAnnounced.set(type, [...(byAnnounced.get(type) ?? []), name]);
}

/** The announced events that anything is made from. */
export const announcedTypes = [...byAnnounced.keys()];

/** What is published of an event, nothing for most. A field that is not known is null. */
export function publish(event: StoredEvent): { event: EventName; data: JsonObject }[] {
  return (byAnnounced.get(event.type) ?? []).map((name) => {
    const published: PublishedEvent = publishedEvents[name];
    const facts = { ...event.payload, ...published.made?.(event, event.at.toISOString()) };
    return { event: name, data: inOrder(name, facts) };
  });
}

export const pingData = (webhookId: string): JsonObject => ({
  webhook_id: webhookId,
  message: 'InfraAudit reaches this address.',
});

export type Envelope = {
  event: string;
  timestamp: string;
  webhook_id: string;
  delivery_id: string;
  data: Json;
};

/** The body of a message, byte for byte the same in every attempt. */
export function bodyOf(envelope: Envelope): string {
  const { event, timestamp, webhook_id, delivery_id, data } = envelope;
  const known = Object.hasOwn(publishedEvents, event) && typeof data === 'object' && !Array.isArray(data);
  const ordered = known && data !== null ? inOrder(event as EventName, data) : data;
  return JSON.stringify({ event, timestamp, webhook_id, delivery_id, data: ordered });
}

/** The database does not keep the order of fields. */
function inOrder(name: EventName, facts: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.keys(publishedEvents[name].fields).map((field) => [field, facts[field] ?? null]),
  );
}
