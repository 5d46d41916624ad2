/** Every address of the app. Pages link through these, so that a renamed page is one change. */
type Search = Record<string, string | number | undefined>;

function withSearch(path: string, search: Search = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

export const paths = {
  setUp: () => '/set-up',
  signIn: (back?: string) => withSearch('/sign-in', { return: back }),
  dashboard: () => '/',
  providers: (search?: Search) => withSearch('/providers', search),
  connect: () => '/providers/connect',
  provider: (id: number, search?: Search) => withSearch(`/providers/${id}`, search),
  credentials: (id: number) => `/providers/${id}/credentials`,
  writeAccess: (id: number) => `/providers/${id}/write-access`,
  resources: (search?: Search) => withSearch('/resources', search),
  resource: (id: number, search?: Search) => withSearch(`/resources/${id}`, search),
  drifts: (search?: Search) => withSearch('/drifts', search),
  drift: (id: number, search?: Search) => withSearch(`/drifts/${id}`, search),
  alerts: (search?: Search) => withSearch('/alerts', search),
  alert: (id: number, search?: Search) => withSearch(`/alerts/${id}`, search),
  driftRules: () => '/drift-rules',
  compliance: (search?: Search) => withSearch('/compliance', search),
  framework: (id: string, search?: Search) => withSearch(`/compliance/frameworks/${id}`, search),
  assessment: (id: number, search?: Search) => withSearch(`/compliance/assessments/${id}`, search),
  controls: (search?: Search) => withSearch('/compliance/controls', search),
  control: (id: string, search?: Search) => withSearch(`/compliance/controls/${id}`, search),
  exceptions: (search?: Search) => withSearch('/compliance/exceptions', search),
  exception: (id: number, search?: Search) => withSearch(`/compliance/exceptions/${id}`, search),
  customControls: () => '/compliance/custom-controls',
  newCustomControl: () => '/compliance/custom-controls/new',
  customControl: (id: string) => `/compliance/custom-controls/${id}`,
  jobs: (search?: Search) => withSearch('/jobs', search),
  newJob: () => '/jobs/new',
  job: (id: number, search?: Search) => withSearch(`/jobs/${id}`, search),
  editJob: (id: number) => `/jobs/${id}/edit`,
  execution: (id: number, search?: Search) => withSearch(`/executions/${id}`, search),
  approvals: (search?: Search) => withSearch('/approvals', search),
  approval: (id: number, search?: Search) => withSearch(`/approvals/${id}`, search),
  reports: (search?: Search) => withSearch('/reports', search),
  newReport: () => '/reports/new',
  report: (id: string, search?: Search) => withSearch(`/reports/${id}`, search),
  auditLog: (search?: Search) => withSearch('/audit-log', search),
  organization: () => '/settings/organization',
  team: () => '/settings/team',
  apiKeys: () => '/settings/api-keys',
  remediations: (search?: Search) => withSearch('/remediation', search),
  remediation: (id: number, search?: Search) => withSearch(`/remediation/${id}`, search),
  recommendations: (search?: Search) => withSearch('/recommendations', search),
  recommendation: (id: number, search?: Search) => withSearch(`/recommendations/${id}`, search),
  notifications: (search?: Search) => withSearch('/settings/notifications', search),
  remediationSettings: () => '/settings/remediation',
  recommendationSettings: () => '/settings/recommendations',
  profile: () => '/settings/profile',
  webhooks: () => '/settings/webhooks',
  webhook: (id: string, search?: Search) => withSearch(`/settings/webhooks/${id}`, search),
  webhookDelivery: (id: string, delivery: string) => `/settings/webhooks/${id}/deliveries/${delivery}`,
};

/** Only a path of this app may be returned to after signing in. */
export function safeReturn(target: string | undefined): string {
  return target?.startsWith('/') && !target.startsWith('//') && !target.startsWith('/\\') ? target : '/';
}
