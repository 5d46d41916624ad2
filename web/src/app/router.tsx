import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { ErrorNotice } from '../ui/state.tsx';
import { isProblem, read } from './api.ts';
import { Frame } from './frame.tsx';
import { NotFound } from './not-found.tsx';
import { paths, safeReturn } from './paths.ts';
import { queryClient, whenSignedOut } from './query-client.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('../features/identity/set-up-page.tsx'), 'SetUpPage'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../features/identity/sign-in-page.tsx'), 'SignInPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('../features/identity/invitation-page.tsx'), 'InvitationPage'),
});

/** Everything inside needs a signed-in person; who comes from outside returns to where they wanted to be. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(read('getMe'));
    } catch (error) {
      if (!isProblem(error, 401)) throw error;
      const setup = await queryClient.fetchQuery(read('getSetup'));
      throw redirect({ href: setup.setup_required ? paths.setUp() : paths.signIn(location.href) });
    }
  },
});

type PageLoader = Parameters<typeof lazyRouteComponent>[0];
const page = (path: string, load: PageLoader, name: string) =>
  createRoute({ getParentRoute: () => frame, path, component: lazyRouteComponent(load, name as never) });

const drifts = page('/drifts', () => import('../features/drift/drifts-page.tsx'), 'DriftsPage');
const drift = createRoute({
  getParentRoute: () => drifts,
  path: '$driftId',
  component: lazyRouteComponent(() => import('../features/drift/drift-detail.tsx'), 'DriftDetail'),
});
const alerts = page('/alerts', () => import('../features/alerts/alerts-page.tsx'), 'AlertsPage');
const alert = createRoute({
  getParentRoute: () => alerts,
  path: '$alertId',
  component: lazyRouteComponent(() => import('../features/alerts/alert-detail.tsx'), 'AlertDetail'),
});
const resources = page(
  '/resources',
  () => import('../features/resources/resources-page.tsx'),
  'ResourcesPage',
);
const resource = createRoute({
  getParentRoute: () => resources,
  path: '$resourceId',
  component: lazyRouteComponent(() => import('../features/resources/resource-detail.tsx'), 'ResourceDetail'),
});
const jobs = page('/jobs', () => import('../features/jobs/jobs-page.tsx'), 'JobsPage');
const job = createRoute({
  getParentRoute: () => jobs,
  path: '$jobId',
  component: lazyRouteComponent(() => import('../features/jobs/job-page.tsx'), 'JobPage'),
});
const execution = createRoute({
  getParentRoute: () => frame,
  path: '/executions/$executionId',
  component: lazyRouteComponent(() => import('../features/executions/execution-page.tsx'), 'ExecutionPage'),
  // A log is what people come for at night: it is asked for while the code of its page still loads.
  loader: ({ params }) => {
    void queryClient.prefetchQuery(read('getExecution', { path: { id: Number(params.executionId) } }));
  },
});
const recommendations = page(
  '/recommendations',
  () => import('../features/recommendations/recommendations-page.tsx'),
  'RecommendationsPage',
);
const recommendation = createRoute({
  getParentRoute: () => recommendations,
  path: '$recommendationId',
  component: lazyRouteComponent(
    () => import('../features/recommendations/recommendation-page.tsx'),
    'RecommendationPage',
  ),
});
const remediations = page(
  '/remediation',
  () => import('../features/remediation/remediations-page.tsx'),
  'RemediationsPage',
);
const remediation = createRoute({
  getParentRoute: () => remediations,
  path: '$remediationId',
  component: lazyRouteComponent(
    () => import('../features/remediation/remediation-page.tsx'),
    'RemediationPage',
  ),
});
const approvals = page(
  '/approvals',
  () => import('../features/approvals/approvals-page.tsx'),
  'ApprovalsPage',
);
const approval = createRoute({
  getParentRoute: () => approvals,
  path: '$approvalId',
  component: lazyRouteComponent(() => import('../features/approvals/approval-page.tsx'), 'ApprovalPage'),
});
const reports = page('/reports', () => import('../features/reports/reports-page.tsx'), 'ReportsPage');
const report = createRoute({
  getParentRoute: () => reports,
  path: '$reportId',
  component: lazyRouteComponent(() => import('../features/reports/report-detail.tsx'), 'ReportDetailPage'),
});
const exceptions = page(
  '/compliance/exceptions',
  () => import('../features/compliance/exceptions-page.tsx'),
  'ExceptionsPage',
);
const exception = createRoute({
  getParentRoute: () => exceptions,
  path: '$exceptionId',
  component: lazyRouteComponent(
    () => import('../features/compliance/exception-detail.tsx'),
    'ExceptionDetailPage',
  ),
});
const settings = page('/settings', () => import('../features/settings/settings-frame.tsx'), 'SettingsFrame');
const setting = (path: string, load: PageLoader, name: string) =>
  createRoute({ getParentRoute: () => settings, path, component: lazyRouteComponent(load, name as never) });

const tree = root.addChildren([
  setUp,
  signIn,
  invitation,
  frame.addChildren([
    page('/', () => import('../features/overview/dashboard-page.tsx'), 'DashboardPage'),
    page('/providers', () => import('../features/providers/providers-page.tsx'), 'ProvidersPage'),
    page('/providers/connect', () => import('../features/providers/connect-page.tsx'), 'ConnectPage'),
    page('/providers/$providerId', () => import('../features/providers/provider-page.tsx'), 'ProviderPage'),
    page(
      '/providers/$providerId/credentials',
      () => import('../features/providers/credentials-page.tsx'),
      'CredentialsPage',
    ),
    page(
      '/providers/$providerId/write-access',
      () => import('../features/providers/write-access-page.tsx'),
      'WriteAccessPage',
    ),
    resources.addChildren([resource]),
    drifts.addChildren([drift]),
    alerts.addChildren([alert]),
    page('/drift-rules', () => import('../features/drift/drift-rules-page.tsx'), 'DriftRulesPage'),
    page('/compliance', () => import('../features/compliance/frameworks-page.tsx'), 'FrameworksPage'),
    page(
      '/compliance/frameworks/$frameworkId',
      () => import('../features/compliance/framework-page.tsx'),
      'FrameworkPage',
    ),
    page(
      '/compliance/assessments/$assessmentId',
      () => import('../features/compliance/assessment-page.tsx'),
      'AssessmentPage',
    ),
    page('/compliance/controls', () => import('../features/compliance/controls-page.tsx'), 'ControlsPage'),
    page(
      '/compliance/controls/$controlId',
      () => import('../features/compliance/control-page.tsx'),
      'ControlPage',
    ),
    exceptions.addChildren([exception]),
    page(
      '/compliance/custom-controls',
      () => import('../features/compliance/custom-controls-page.tsx'),
      'CustomControlsPage',
    ),
    page(
      '/compliance/custom-controls/new',
      () => import('../features/compliance/custom-control-page.tsx'),
      'NewCustomControlPage',
    ),
    page(
      '/compliance/custom-controls/$controlId',
      () => import('../features/compliance/custom-control-page.tsx'),
      'CustomControlPage',
    ),
    recommendations.addChildren([recommendation]),
    remediations.addChildren([remediation]),
    approvals.addChildren([approval]),
    jobs.addChildren([job]),
    page('/jobs/new', () => import('../features/jobs/wizard-page.tsx'), 'NewJobPage'),
    page('/jobs/$jobId/edit', () => import('../features/jobs/wizard-page.tsx'), 'EditJobPage'),
    execution,
    page('/reports/new', () => import('../features/reports/new-report-page.tsx'), 'NewReportPage'),
    reports.addChildren([report]),
    page('/audit-log', () => import('../features/audit-log/audit-log-page.tsx'), 'AuditLogPage'),
    settings.addChildren([
      setting('/', () => import('../features/settings/organization-page.tsx'), 'OrganizationPage'),
      setting(
        '/organization',
        () => import('../features/settings/organization-page.tsx'),
        'OrganizationPage',
      ),
      setting('/team', () => import('../features/settings/team-page.tsx'), 'TeamPage'),
      setting('/api-keys', () => import('../features/settings/api-keys-page.tsx'), 'ApiKeysPage'),
      setting(
        '/notifications',
        () => import('../features/notifications/notifications-page.tsx'),
        'NotificationsPage',
      ),
      setting('/webhooks', () => import('../features/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
      setting('/webhooks/$webhookId', () => import('../features/webhooks/webhook-page.tsx'), 'WebhookPage'),
      setting(
        '/webhooks/$webhookId/deliveries/$deliveryId',
        () => import('../features/webhooks/delivery-page.tsx'),
        'DeliveryPage',
      ),
      setting(
        '/remediation',
        () => import('../features/remediation/remediation-settings.tsx'),
        'RemediationSettings',
      ),
      setting(
        '/recommendations',
        () => import('../features/recommendations/recommendation-settings.tsx'),
        'RecommendationSettings',
      ),
      setting('/profile', () => import('../features/settings/profile-page.tsx'), 'ProfilePage'),
    ]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultErrorComponent: ({ error, reset }) => (
    <div style={{ padding: 24 }}>
      <ErrorNotice error={error} retry={reset} title="This page could not be shown" />
    </div>
  ),
  // Addresses stay plain text: `?severity=critical,high&page=2`, never JSON.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(search as Record<string, string>).toString();
    return text === '' ? '' : `?${text}`;
  },
  scrollRestoration: true,
});

whenSignedOut(() => {
  const here = router.state.location;
  if (['/sign-in', '/set-up'].includes(here.pathname) || here.pathname.startsWith('/invite/')) return;
  queryClient.removeQueries({ queryKey: ['getMe'] });
  void router.navigate({ href: paths.signIn(safeReturn(here.href)), replace: true });
});
