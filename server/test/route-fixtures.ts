/**
 * What the suites over the whole route table need to know of each route. A new route with an id in its path,
 * its query or its body gets an entry here; the suites fail by its name until it has one.
 */

/** One of everything in one organisation. Names contain the marker, so a leak is seen in any answer. */
export type Belongings = {
  provider: number;
  resource: number;
  version: number;
  baseline: number;
  drift: number;
  driftRule: number;
  alert: number;
  job: number;
  execution: number;
  invitation: number;
  apiKey: number;
  member: number;
  webhook: string;
  webhookDelivery: string;
  /** An id that is a word, as that of evidence. */
  report: string;
  approval: number;
  /** An id that is a word and that an organisation chooses. */
  customControl: string;
  exception: number;
  attestation: number;
  assessment: number;
  /** One of the product: the same for every organisation. */
  framework: string;
  /** Of its last event. Whoever is filled later has so many more that nobody else has one by that number. */
  auditEvent: number;
  notificationChannel: number;
  notificationRule: number;
  evidence: string;
  remediation: number;
  remediationPolicy: number;
  recommendation: number;
};

/** By the address up to the parameter and with it: whose id stands there. */
export const pathIds: Record<string, keyof Belongings> = {
  '/api/v1/providers/:id': 'provider',
  '/api/v1/resources/:id': 'resource',
  '/api/v1/baselines/:id': 'baseline',
  '/api/v1/baselines/:id/compare/:other_id': 'baseline',
  '/api/v1/drifts/:id': 'drift',
  '/api/v1/drift-rules/:id': 'driftRule',
  '/api/v1/alerts/:id': 'alert',
  '/api/v1/jobs/:id': 'job',
  '/api/v1/jobs/:job_id': 'job',
  '/api/v1/jobs/:job_id/executions/:id': 'execution',
  '/api/v1/jobs/:id/executions/:execution_id': 'execution',
  '/api/v1/executions/:id': 'execution',
  '/api/v1/audit/events/:sequence': 'auditEvent',
  '/api/v1/evidence/:id': 'evidence',
  '/api/v1/reports/:id': 'report',
  '/api/v1/webhooks/:id': 'webhook',
  '/api/v1/webhooks/:id/deliveries/:delivery_id': 'webhookDelivery',
  '/api/v1/approvals/:id': 'approval',
  '/api/v1/controls/custom/:id': 'customControl',
  '/api/v1/controls/:id': 'customControl',
  '/api/v1/compliance/frameworks/:id': 'framework',
  '/api/v1/compliance/assessments/:id': 'assessment',
  '/api/v1/compliance/exceptions/:id': 'exception',
  '/api/v1/compliance/attestations/:id': 'attestation',
  '/api/v1/notifications/channels/:id': 'notificationChannel',
  '/api/v1/notifications/preferences/:id': 'notificationRule',
  '/api/v1/settings/team/invitations/:id': 'invitation',
  '/api/v1/settings/team/:user_id': 'member',
  '/api/v1/settings/api-keys/:id': 'apiKey',
  '/api/v1/recommendations/:id': 'recommendation',
  '/api/v1/remediation/:id': 'remediation',
  '/api/v1/remediation/policies/:id': 'remediationPolicy',
};

/** Paths whose parameter names something of the product, which is nobody's. */
export const pathsOfTheProduct = ['/api/v1/compliance/frameworks/:id'];

/** Paths whose parameter is itself the right to come in. */
export const pathsOpenedByToken = ['/api/v1/invite/:token'];

/** By the name of a field in a query or a body: whose id it is. */
export const fieldIds: Record<string, keyof Belongings> = {
  provider_id: 'provider',
  provider_ids: 'provider',
  resource_id: 'resource',
  resource_ids: 'resource',
  version_id: 'version',
  baseline_id: 'baseline',
  approver_id: 'member',
  job_id: 'job',
  finding_id: 'drift',
  alert_id: 'alert',
  drift_id: 'drift',
  execution_id: 'execution',
  assessment_id: 'assessment',
  subject_id: 'execution',
  assignee_ids: 'member',
  channel_id: 'notificationChannel',
};
/** Fields that end in `_id` and name nothing of ours. */
export const foreignWords = [
  'control_id',
  'requirement_id',
  'framework_id',
  'external_id',
  'last_event_id',
  'organization_id',
  'target_id',
  'trusted_account_id',
];

const remediationPolicy = {
  type: 'aws-s3-block-public-access',
  maximum_severity: 'high',
  reason: 'The suite decides about these.',
  expires_at: new Date(Date.now() + 86_400_000).toISOString(),
};

export const customControl = (id: string, marker: string) => ({
  id,
  title: `${marker} is good`,
  resource_types: ['s3_bucket'],
  check: 'name != ""',
  severity: 'low',
  category: 'governance',
  risk: `${marker} has no risk worth a word.`,
});

/** Bodies that are right, for routes that want one; ids in them are put in by the suites. */
export const bodies: Record<string, Record<string, unknown>> = {
  createAlert: { title: 'Suite', type: 'security', severity: 'low' },
  assignAlert: { assignee: null },
  createNotificationChannel: {
    name: 'Suite',
    kind: 'webhook',
    secrets: { webhook_url: 'https://hooks.example.com/suite' },
  },
  updateNotificationChannel: { enabled: true },
  replaceNotificationChannel: { enabled: true },
  createNotificationRule: {},
  updateNotificationRule: {},
  previewNotificationRule: { rule: {} },
  testNotification: { channel: 'nowhere' },
  sendNotification: { channel: 'nowhere', message: 'The suite says so.' },
  updateMyNotifications: {},
  replaceCredentials: {
    method: 'access_keys',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00',
    region: 'eu-central-1',
    endpointUrl: 'http://127.0.0.1:9',
  },
  grantWriteAccess: {
    method: 'access_keys',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00',
    region: 'eu-central-1',
    endpointUrl: 'http://127.0.0.1:9',
  },
  updateDrift: { status: 'acknowledged' },
  changeMemberRole: { role: 'viewer' },
  createBaseline: {},
  createDriftRule: { path_pattern: 'Tags', reason: 'noise' },
  previewDriftRule: { path_pattern: 'Tags', reason: 'noise' },
  changeAlerts: { ids: [999_999_999], action: 'resolve' },
  switchOrganization: {},
  detectDrift: {},
  createReport: { kind: 'inventory' },
  createWebhook: { name: 'Suite', url: 'https://hooks.example.com/suite', events: ['*'], enabled: false },
  updateWebhook: {},
  triggerJob: {},
  createJob: { name: 'Nightly', type: 'resource_sync', schedule: '0 3 * * *' },
  updateJob: {},
  duplicateJob: {},
  previewSchedule: { schedule: '0 3 * * *' },
  approveApproval: { plan_hash: 'ab'.repeat(32) },
  rejectApproval: {},
  reassignApproval: { assignee_ids: [1] },
  enableFramework: {},
  createRemediation: { finding_type: 'drift', finding_id: 999_999_999 },
  approveRemediation: { plan_hash: 'ab'.repeat(32) },
  generateRecommendations: {},
  applyRecommendation: {},
  dismissRecommendation: { reason: 'The suite says no.' },
  changeRecommendationSettings: {},
  rejectRemediation: {},
  rollbackRemediation: {},
  changeRemediationSettings: {},
  changeEvidenceSettings: { retention_days: 2555 },
  proposeRemediationPolicy: remediationPolicy,
  changeRemediationPolicy: remediationPolicy,
  approveRemediationPolicy: { revision: 1 },
  assessCompliance: {},
  createCustomControl: customControl('custom-mine', 'Suite'),
  replaceCustomControl: customControl('custom-mine', 'Suite'),
  tryCustomControl: { check: 'true', resource_type: 's3_bucket' },
  requestException: {
    control_id: 'aws-s3-bucket-versioned',
    reason: 'The suite asks for it.',
    owner: 'Suite',
    expires_at: new Date(Date.now() + 86_400_000).toISOString(),
  },
  rejectException: { note: 'The suite says no.' },
  createAttestation: {
    framework_id: 'cis-aws',
    requirement_id: '0',
    statement: 'The suite looked at it and found it good.',
  },
};
