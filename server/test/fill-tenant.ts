import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { systemScope } from '../src/core/scope.ts';
import { recordAudits } from '../src/domain/govern/audit-log/index.ts';
import { sealEvidence } from '../src/domain/govern/evidence/index.ts';
import { invite } from '../src/domain/govern/tenancy/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { fillNotifications } from './fill-notifications.ts';
import { fillRecommendation } from './fill-recommendation.ts';
import { fillRemediation } from './fill-remediation.ts';
import { fillWebhooks } from './fill-webhooks.ts';
import { type Belongings, customControl } from './route-fixtures.ts';

/** Fills an organisation, by SQL and without any of the modules' own checks. */
export async function fillTenant(
  database: Database,
  tenant: { organizationId: number; owner: { id: number }; scope: Parameters<Database['within']>[0] },
  marker: string,
): Promise<Belongings> {
  const organization_id = tenant.organizationId;
  const now = new Date();
  await database.within(tenant.scope, (tx) =>
    invite(tx, { email: `${marker.toLowerCase()}@example.org`, role: 'viewer' }, new Date()),
  );
  const made = await database.asSystem(systemScope('a suite fills an organisation'), async (tx) => {
    const insert = async (
      table: Parameters<typeof tx.sql.insertInto>[0],
      values: Record<string, unknown>,
    ): Promise<number> => {
      const row = await tx.sql
        .insertInto(table)
        .values({ organization_id, ...values } as never)
        .returning('id' as never)
        .executeTakeFirstOrThrow();
      return (row as { id: number }).id;
    };
    const provider = await insert('providers', {
      type: 'aws',
      name: `${marker} account`,
      account_id: '123456789012',
      auth_method: 'access_keys',
      status: 'synced',
      settings: '{"region":"eu-central-1"}',
    });
    const scope_id = await insert('inventory_scopes', {
      provider_id: provider,
      source: 's3_bucket',
      region: 'eu-central-1',
    });
    const resource = await insert('resources', {
      provider_id: provider,
      scope_id,
      external_id: `arn:aws:s3:::${marker}-bucket`,
      name: `${marker}-bucket`,
      type: 's3_bucket',
      region: 'eu-central-1',
      status: 'active',
      content_hash: 'a',
      version_id: 0,
      first_seen_at: now,
      last_seen_at: now,
      changed_at: now,
    });
    const version = await insert('resource_versions', {
      resource_id: resource,
      content_hash: 'a',
      configuration: JSON.stringify({ BucketName: `${marker}-bucket` }),
      observed_at: now,
    });
    await tx.sql.updateTable('resources').set({ version_id: version }).where('id', '=', resource).execute();
    const baselineOf = { resource_id: resource, version_id: version, source: 'manual', captured_at: now };
    const baseline = await insert('baselines', { ...baselineOf, description: marker });
    const drift = await insert('drifts', {
      provider_id: provider,
      resource_id: resource,
      attribute: 'BucketName',
      type: 'configuration',
      severity: 'low',
      severity_rule: 'default',
      status: 'detected',
      summary: `${marker} changed`,
      baseline_id: baseline,
      baseline_version_id: version,
      current_version_id: version,
      changes: '[]',
      detected_at: now,
      last_seen_at: now,
    });
    const driftRule = await insert('drift_rules', { path_pattern: marker, reason: marker });
    const job = await insert('jobs', { type: 'resource_sync', name: `${marker} job` });
    const execution = await insert('job_executions', {
      job_id: job,
      job_type: 'resource_sync',
      trigger: 'manual',
      status: 'queued',
      requested_by: JSON.stringify({ kind: 'system', label: marker }),
      queued_at: now,
      timeout_seconds: 60,
    });
    await tx.sql
      .insertInto('execution_log_chunks')
      .values({
        organization_id,
        execution_id: execution,
        first_sequence: 1,
        last_sequence: 1,
        levels: JSON.stringify({ info: 1 }),
        lines: JSON.stringify([1, now.getTime(), 'info', marker]),
      })
      .execute();
    const approval = await insert('approvals', {
      subject_kind: 'job_execution',
      subject_id: execution,
      title: `${marker} plan`,
      target_system: marker,
      justification: marker,
      plan: JSON.stringify({ summary: marker, targetSystem: marker, steps: [] }),
      plan_hash: 'ab'.repeat(32),
      submitted_by: JSON.stringify({ kind: 'system', label: marker }),
      submitted_at: now,
      expires_at: new Date(now.getTime() + 86_400_000),
    });
    await insert('sync_runs', { provider_id: provider, status: 'failed', started_at: now, error: marker });
    await insert('outbox_events', {
      type: 'drift.detected',
      payload: JSON.stringify({ drift_id: drift, summary: `${marker} changed` }),
    });
    const alert = await insert('alerts', {
      fingerprint: `job_failed:${job}`,
      type: 'performance',
      severity: 'high',
      title: `${marker} failed`,
      description: marker,
      source_kind: 'job',
      source_id: job,
      source_name: `${marker} job`,
      first_at: now,
      opened_at: now,
      last_at: now,
    });
    await tx.sql
      .insertInto('alert_mappings')
      .values({
        organization_id,
        alert_id: alert,
        control_id: `${marker}-control`,
        severity: 'high',
        since: now,
      })
      .execute();
    const { notificationChannel, notificationRule } = await fillNotifications(insert, {
      marker,
      provider,
      alert,
    });
    const { remediation, remediationPolicy } = await fillRemediation(tx, insert, {
      organization_id,
      marker,
      provider,
      resource,
      drift,
    });
    const report = `rpt_${String(organization_id).padStart(24, '0')}`;
    const document = gzipSync(Buffer.from(marker));
    await insert('reports', {
      id: report,
      kind: 'inventory',
      format: 'csv',
      title: `${marker} report`,
      as_of: now,
      period_from: now,
      time_zone: 'UTC',
      parameters: '{}',
      coverage: '{"evaluated":1,"total":1,"percent":100,"gap_count":0}',
      row_count: 1,
      bytes: marker.length,
      sha256: createHash('sha256').update(marker).digest('hex'),
      chunks: 1,
      execution_id: execution,
      created_at: now,
    });
    const part = { organization_id, execution_id: execution, report_id: report, position: 0 };
    await tx.sql
      .insertInto('report_chunks')
      .values({ ...part, content: document })
      .execute();
    await tx.sql
      .insertInto('report_deliveries')
      .values({
        organization_id,
        report_id: report,
        recipient: marker,
        status: 'failed',
        at: now,
        user_id: null,
        error: null,
      })
      .execute();
    const controlId = `custom-${marker.toLowerCase()}`;
    const custom = await insert('custom_controls', {
      control_id: controlId,
      version: 1,
      created_at: now,
      updated_at: now,
      updated_by: JSON.stringify({ kind: 'system', label: marker }),
    });
    await tx.sql
      .insertInto('custom_control_versions')
      .values({
        organization_id,
        custom_control_id: custom,
        version: 1,
        definition: JSON.stringify(customControl(controlId, marker)),
        created_at: now,
        created_by: JSON.stringify({ kind: 'system', label: marker }),
      })
      .execute();
    const exception = await insert('compliance_exceptions', {
      control_id: controlId,
      resource_id: resource,
      reason: marker,
      owner: marker,
      state: 'requested',
      expires_at: new Date(now.getTime() + 86_400_000),
      requested_at: now,
      requested_by: JSON.stringify({ kind: 'system', label: marker }),
    });
    await tx.sql
      .insertInto('compliance_exception_findings')
      .values({
        organization_id,
        exception_id: exception,
        resource_id: resource,
        control_id: controlId,
        resource_name: `${marker}-bucket`,
        resource_type: 's3_bucket',
        region: 'eu-central-1',
        fingerprint: 'a',
        message: marker,
        evidence: '{}',
      })
      .execute();
    const attestation = await insert('compliance_attestations', {
      framework_id: 'cis-aws',
      framework_version: '5.0',
      requirement_id: '1.1',
      statement: marker,
      attested_at: now,
      attested_by: JSON.stringify({ kind: 'system', label: marker }),
      valid_until: new Date(now.getTime() + 86_400_000),
      file_name: `${marker}.txt`,
      file_type: 'text/plain',
      file_bytes: marker.length,
      file_sha256: createHash('sha256').update(marker).digest('hex'),
    });
    await tx.sql
      .insertInto('compliance_attestation_files')
      .values({ organization_id, attestation_id: attestation, content: Buffer.from(marker) })
      .execute();
    const assessment = await insert('assessments', {
      framework_id: 'cis-aws',
      framework_version: '5.0',
      framework_title: `${marker} framework`,
      status: 'completed',
      trigger: 'manual',
      started_at: now,
      ended_at: now,
      scope: JSON.stringify({ provider_ids: [provider], regions: [], tags: {} }),
      scope_key: 'enabled',
      passed: 0,
      evaluated: 1,
      total: 1,
      counts: JSON.stringify({
        pass: 0,
        fail: 1,
        unknown: 0,
        excepted: 0,
        not_applicable: 0,
        manual: 0,
        attested: 0,
        not_automated: 0,
      }),
      categories: '[]',
      providers: '[]',
      newly_failing: '[]',
      newly_passing: '[]',
      execution_id: execution,
    });
    await tx.sql
      .insertInto('assessment_results')
      .values({
        organization_id,
        assessment_id: assessment,
        position: 0,
        requirement_id: '1.1',
        title: marker,
        category: 'one',
        status: 'fail',
        statuses: '{}',
        control_ids: sql<string[]>`'{}'::text[]`,
      })
      .execute();
    const apiKey = await insert('api_keys', {
      created_by: tenant.owner.id,
      name: `${marker} key`,
      prefix: 'ia_live_suite0',
      key_hash: `${marker} ${organization_id}`,
      role: 'viewer',
    });
    const { id: member } = await tx.sql
      .insertInto('users')
      .values({ email: `member-${organization_id}@${marker.toLowerCase()}.example`, name: marker })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.sql
      .insertInto('memberships')
      .values({ organization_id, user_id: member, role: 'viewer' })
      .execute();
    const { id: invitation } = await tx.sql
      .selectFrom('invitations')
      .select('id')
      .where('organization_id', '=', organization_id)
      .executeTakeFirstOrThrow();
    const hooks = await fillWebhooks(tx, organization_id, marker);
    const place = { organization_id, provider, resource, version, marker };
    const recommendation = await fillRecommendation(tx, place);
    return {
      ...hooks,
      provider,
      resource,
      version,
      baseline,
      drift,
      driftRule,
      alert,
      job,
      execution,
      invitation,
      apiKey,
      member,
      report,
      approval,
      customControl: controlId,
      exception,
      attestation,
      assessment,
      framework: 'cis-aws',
      notificationChannel,
      notificationRule,
      remediation,
      remediationPolicy,
      recommendation,
    };
  });
  const evidence = await database.within(tenant.scope, (tx) =>
    sealEvidence(tx, {
      subject: { kind: 'job_execution', id: made.execution },
      records: [{ kind: 'execution_log', content: marker }],
    }),
  );
  filled += 1;
  const places = await database.within(tenant.scope, (tx) =>
    recordAudits(
      tx,
      Array.from({ length: filled * 300 }, () => ({
        action: 'drift.detected' as const,
        target: { type: 'drift', id: made.drift },
        detail: { marker },
      })),
    ),
  );
  return { ...made, evidence, auditEvent: places.at(-1)?.sequence ?? 0 };
}

let filled = 0;
