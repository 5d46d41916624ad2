import type { AnyTx } from '../src/platform/db/database.ts';

type Insert = (
  table: Parameters<AnyTx['sql']['insertInto']>[0],
  values: Record<string, unknown>,
) => Promise<number>;

/** A remediation with its history, a standing policy and settings. */
export async function fillRemediation(
  tx: AnyTx,
  insert: Insert,
  of: { organization_id: number; marker: string; provider: number; resource: number; drift: number },
): Promise<{ remediation: number; remediationPolicy: number }> {
  const { organization_id, marker, provider, resource, drift } = of;
  const now = new Date();
  const by = JSON.stringify({ kind: 'system', label: marker });
  const remediation = await insert('remediations', {
    remediation_type: 'aws-s3-block-public-access',
    resource_id: resource,
    resource_name: `${marker}-bucket`,
    resource_type: 's3_bucket',
    region: 'eu-central-1',
    external_id: `arn:aws:s3:::${marker}-bucket`,
    provider_id: provider,
    finding_type: 'drift',
    drift_id: drift,
    severity: 'low',
    finding_summary: `${marker} changed`,
    finding_before: JSON.stringify({ message: marker }),
    requested_by: by,
    note: marker,
    created_at: now,
  });
  await tx.sql
    .insertInto('remediation_events')
    .values({
      organization_id,
      remediation_id: remediation,
      at: now,
      kind: 'suggested',
      actor: by,
      note: marker,
    })
    .execute();
  const remediationPolicy = await insert('remediation_policies', {
    remediation_type: 'aws-s3-block-public-access',
    scope: JSON.stringify({ provider_id: provider, tags: { marker } }),
    maximum_severity: 'high',
    daily_limit: 1,
    reason: marker,
    expires_at: new Date(now.getTime() + 86_400_000),
    proposed_by: by,
    proposed_at: now,
  });
  await tx.sql
    .insertInto('remediation_settings')
    .values({
      organization_id,
      overrides: JSON.stringify({ [marker]: { enabled: true } }),
      updated_by: by,
      updated_at: now,
    })
    .execute();
  return { remediation, remediationPolicy };
}
