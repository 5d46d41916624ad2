import { z } from 'zod';
import * as baselines from '../../server/src/domain/assess/baselines/schemas.ts';
import * as drift from '../../server/src/domain/assess/drift/schemas.ts';
import * as audit from '../../server/src/domain/govern/audit-log/schemas.ts';
import * as identity from '../../server/src/domain/govern/identity/schemas.ts';
import * as jobs from '../../server/src/domain/govern/jobs/schemas.ts';
import * as tenancy from '../../server/src/domain/govern/tenancy/schemas.ts';
import * as inventory from '../../server/src/domain/observe/inventory/schemas.ts';
import * as providers from '../../server/src/domain/observe/providers/schemas.ts';

/** One route of the published API as the OpenAPI document needs it. */
export type DocumentedRoute = {
  operationId: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Absent: the answer has no body. A string names a media type other than JSON. */
  answer?: z.ZodType | string;
  status?: number;
};

const paging = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
});
const pageOf = (item: z.ZodType) =>
  z.object({
    data: z.array(item),
    meta: z.object({ total: z.number().int(), page: z.number().int(), per_page: z.number().int() }),
    pagination: z.object({
      page: z.number().int(),
      pageSize: z.number().int(),
      total: z.number().int(),
      totalPages: z.number().int(),
    }),
  });
const listQuery = (filter: z.ZodObject) => filter.extend(paging.shape);
const searchHit = z.object({
  kind: z.enum(['resource', 'drift', 'job', 'provider']),
  id: z.number().int(),
  title: z.string(),
  subtitle: z.string(),
});
const status = z.object({
  providers: z.object({ connected: z.number().int(), total: z.number().int() }),
  resources: z.object({ total: z.number().int() }),
  drifts: z.object({ open: z.number().int(), critical: z.number().int() }),
  coverage: z.object({
    evaluated: z.number().int(),
    total: z.number().int(),
    percent: z.number().nullable(),
  }),
  running: z.array(jobs.executionSchema),
});
const logPage = z.object({ data: z.array(jobs.logLineSchema), total: z.number().int() });
const resourceType = z.object({
  type: z.string(),
  vendor_type: z.string(),
  title: z.string(),
  service: z.string(),
  aliases: z.array(z.string()),
});
const jobType = z.object({ type: z.string(), title: z.string(), description: z.string() });
const signedOut = { method: 'post' } as const;

const v1 = '/api/v1';
type Rest = Omit<DocumentedRoute, 'operationId' | 'method' | 'path'>;
const route = (
  operationId: string,
  method: DocumentedRoute['method'],
  path: string,
  rest: Rest = {},
): DocumentedRoute => ({ operationId, method, path: v1 + path, ...rest });

export const documentedRoutes: DocumentedRoute[] = [
  route('getSetup', 'get', '/setup', { answer: identity.setupStateSchema }),
  route('createOwner', 'post', '/setup', {
    body: identity.setupSchema,
    answer: identity.signedInSchema,
    status: 201,
  }),
  route('login', 'post', '/auth/login', { body: identity.loginSchema, answer: identity.signedInSchema }),
  route('logout', signedOut.method, '/auth/logout', { status: 204 }),
  route('getMe', 'get', '/auth/me', { answer: identity.profileSchema }),
  route('switchOrganization', 'post', '/auth/switch', {
    body: z.object({ organization_id: z.number().int() }),
    answer: identity.signedInSchema,
  }),
  route('changePassword', 'put', '/auth/password', {
    body: z.object({ current_password: z.string(), new_password: identity.newPassword }),
    status: 204,
  }),
  route('createStreamTicket', 'post', '/auth/stream-ticket', {
    answer: z.object({ ticket: z.string(), expires_at: z.iso.datetime() }),
  }),
  route('getOrganization', 'get', '/organization', { answer: tenancy.organizationSchema }),
  route('updateOrganization', 'patch', '/organization', {
    body: tenancy.updateOrganizationSchema,
    answer: tenancy.organizationSchema,
  }),
  route('getTeam', 'get', '/settings/team', { answer: tenancy.teamSchema }),
  route('inviteMember', 'post', '/settings/team/invite', {
    body: tenancy.inviteSchema,
    answer: tenancy.invitedSchema,
    status: 201,
  }),
  route('revokeInvitation', 'delete', '/settings/team/invitations/{id}', { status: 204 }),
  route('changeMemberRole', 'put', '/settings/team/{user_id}', {
    body: tenancy.changeRoleSchema,
    answer: tenancy.memberSchema,
  }),
  route('removeMember', 'delete', '/settings/team/{user_id}', { status: 204 }),
  route('getInvitation', 'get', '/invite/{token}', {
    answer: z.object({
      organization: z.string(),
      email: z.string(),
      role: z.string(),
      expires_at: z.iso.datetime(),
    }),
  }),
  route('acceptInvitation', 'post', '/invite/{token}/accept', {
    body: z.object({ name: z.string(), password: identity.newPassword }),
    answer: identity.signedInSchema,
  }),
  route('listApiKeys', 'get', '/settings/api-keys', { answer: pageOf(identity.apiKeySchema) }),
  route('createApiKey', 'post', '/settings/api-keys', {
    body: identity.createApiKeySchema,
    answer: identity.createdApiKeySchema,
    status: 201,
  }),
  route('deleteApiKey', 'delete', '/settings/api-keys/{id}', { status: 204 }),
  route('listAuditEvents', 'get', '/audit-events', {
    query: listQuery(audit.auditFilterSchema),
    answer: pageOf(audit.auditEventSchema),
  }),
  route('verifyAuditLog', 'get', '/audit-events/verify', { answer: audit.auditVerificationSchema }),
  route('connectAws', 'post', '/providers/aws/connect', {
    body: providers.connectAwsSchema,
    answer: providers.providerSchema,
    status: 201,
  }),
  route('listProviders', 'get', '/providers', { answer: pageOf(providers.providerSchema) }),
  route('getProvider', 'get', '/providers/{id}', { answer: providers.providerSchema }),
  route('syncProvider', 'post', '/providers/{id}/sync', { answer: jobs.triggeredSchema, status: 202 }),
  route('listSyncRuns', 'get', '/providers/{id}/syncs', {
    query: paging,
    answer: pageOf(providers.syncRunSchema),
  }),
  route('getProviderCoverage', 'get', '/providers/{id}/coverage', {
    answer: providers.providerCoverageSchema,
  }),
  route('runPreflight', 'post', '/providers/{id}/preflight', { answer: providers.preflightSchema }),
  route('replaceCredentials', 'put', '/providers/{id}/credentials', {
    body: providers.connectAwsSchema.omit({ name: true }),
    answer: providers.providerSchema,
  }),
  route('disconnectProvider', 'delete', '/providers/{id}', { status: 204 }),
  route('getAwsPolicy', 'get', '/providers/aws/policy', { answer: z.record(z.string(), z.json()) }),
  route('getAwsRoleTemplate', 'get', '/providers/aws/role-template', {
    query: z.object({ external_id: z.string().optional() }),
    answer: 'text/yaml',
  }),
  route('createExternalId', 'post', '/providers/aws/external-id', {
    answer: z.object({ external_id: z.string() }),
  }),
  route('getCoverage', 'get', '/coverage', { answer: providers.coverageSchema }),
  route('listResources', 'get', '/resources', {
    query: listQuery(inventory.resourceFilterSchema),
    answer: pageOf(inventory.resourceSchema),
  }),
  route('getResourceFacets', 'get', '/resources/facets', {
    query: inventory.resourceFilterSchema,
    answer: inventory.resourceFacetsSchema,
  }),
  route('exportResources', 'get', '/resources/export', {
    query: inventory.resourceFilterSchema,
    answer: 'text/csv',
  }),
  route('listResourceTypes', 'get', '/resources/types', { answer: z.array(resourceType) }),
  route('getResource', 'get', '/resources/{id}', { answer: inventory.resourceDetailSchema }),
  route('getResourceConfiguration', 'get', '/resources/{id}/config', {
    query: z.object({ at: z.iso.datetime().optional() }),
    answer: inventory.resourceConfigurationSchema,
  }),
  route('listResourceVersions', 'get', '/resources/{id}/versions', {
    query: paging,
    answer: pageOf(inventory.resourceVersionSchema),
  }),
  route('listResourceDrifts', 'get', '/resources/{id}/drifts', {
    query: paging,
    answer: pageOf(drift.driftSchema),
  }),
  route('deleteResourceRecord', 'delete', '/resources/{id}', { status: 204 }),
  route('createBaseline', 'post', '/baselines', {
    body: baselines.createBaselineSchema,
    answer: baselines.baselineSchema,
    status: 201,
  }),
  route('listBaselines', 'get', '/baselines', {
    query: paging.extend({ resource_id: z.coerce.number().int().optional() }),
    answer: pageOf(baselines.baselineSchema),
  }),
  route('getBaseline', 'get', '/baselines/{id}', { answer: baselines.baselineDetailSchema }),
  route('compareBaselines', 'get', '/baselines/{id}/compare/{other_id}', {
    answer: baselines.baselineComparisonSchema,
  }),
  route('deleteBaseline', 'delete', '/baselines/{id}', { status: 204 }),
  route('detectDrift', 'post', '/drifts/detect', {
    body: drift.detectDriftSchema,
    answer: jobs.triggeredSchema,
    status: 202,
  }),
  route('listDrifts', 'get', '/drifts', {
    query: listQuery(drift.driftFilterSchema),
    answer: pageOf(drift.driftSchema),
  }),
  route('getDriftSummary', 'get', '/drifts/summary', { answer: drift.driftSummarySchema }),
  route('getDrift', 'get', '/drifts/{id}', { answer: drift.driftDetailSchema }),
  route('updateDrift', 'patch', '/drifts/{id}', {
    body: z.object({ status: z.enum(['investigating', 'acknowledged', 'resolved']) }),
    answer: drift.driftSchema,
  }),
  route('resolveDrift', 'post', '/drifts/{id}/resolve', {
    body: drift.resolveDriftSchema,
    answer: drift.driftSchema,
  }),
  route('listDriftRules', 'get', '/drift-rules', { answer: pageOf(drift.driftRuleSchema) }),
  route('createDriftRule', 'post', '/drift-rules', {
    body: drift.createDriftRuleSchema,
    answer: drift.driftRuleSchema,
    status: 201,
  }),
  route('previewDriftRule', 'post', '/drift-rules/preview', {
    body: drift.createDriftRuleSchema,
    answer: drift.driftRulePreviewSchema,
  }),
  route('deleteDriftRule', 'delete', '/drift-rules/{id}', { status: 204 }),
  route('listJobs', 'get', '/jobs', { answer: pageOf(jobs.jobSchema) }),
  route('listJobTypes', 'get', '/jobs/types', { answer: z.array(jobType) }),
  route('getJob', 'get', '/jobs/{id}', { answer: jobs.jobSchema }),
  route('triggerJob', 'post', '/jobs/{id}/trigger', {
    body: jobs.triggerJobSchema,
    answer: jobs.triggeredSchema,
    status: 202,
  }),
  route('disableJob', 'post', '/jobs/{id}/disable', { answer: jobs.jobSchema }),
  route('enableJob', 'post', '/jobs/{id}/enable', { answer: jobs.jobSchema }),
  route('listJobExecutions', 'get', '/jobs/{id}/executions', {
    query: paging.extend({ status: z.string().optional() }),
    answer: pageOf(jobs.executionSchema),
  }),
  route('listExecutions', 'get', '/executions', {
    query: paging.extend({ job_type: z.string().optional(), status: z.string().optional() }),
    answer: pageOf(jobs.executionSchema),
  }),
  route('getExecution', 'get', '/executions/{id}', { answer: jobs.executionDetailSchema }),
  route('getExecutionLog', 'get', '/executions/{id}/log', {
    query: z.object({
      before: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().optional(),
    }),
    answer: logPage,
  }),
  route('cancelExecution', 'post', '/executions/{id}/cancel', { answer: jobs.executionSchema }),
  route('getStatus', 'get', '/status', { answer: status }),
  route('search', 'get', '/search', {
    query: z.object({ q: z.string().max(200) }),
    answer: z.object({ data: z.array(searchHit) }),
  }),
];
