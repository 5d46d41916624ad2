import type { AnyTx } from '../src/platform/db/database.ts';

/** A pending recommendation about a resource, by SQL; names contain the marker. */
export async function fillRecommendation(
  tx: AnyTx,
  of: { organization_id: number; provider: number; resource: number; version: number; marker: string },
): Promise<number> {
  const now = new Date();
  const advice = JSON.stringify({
    explanation: `${of.marker} explains`,
    steps: [{ text: `${of.marker} first`, commands: [] }],
    impact: of.marker,
    side_effects: [],
    references: [],
  });
  const { id } = await tx.sql
    .insertInto('recommendations')
    .values({
      organization_id: of.organization_id,
      provider_id: of.provider,
      matter: `rule resource:${of.resource}`,
      rule_id: 'aws-s3-close-public-bucket',
      rule_version: 1,
      type: 'security',
      resource_type: 's3_bucket',
      title: `${of.marker} should be closed`,
      advice,
      rule_advice: advice,
      severity: 'high',
      priority: 'high',
      risk_reduction: 60,
      exposure: 'unknown',
      effort_minutes: 10,
      resource_count: 1,
      finding_type: 'configuration',
      control_ids: [],
      facts: '[]',
      content_hash: 'a',
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.sql
    .insertInto('recommendation_resources')
    .values({
      organization_id: of.organization_id,
      recommendation_id: id,
      resource_id: of.resource,
      version_id: of.version,
      findings: JSON.stringify([
        {
          type: 'configuration',
          id: null,
          control_id: null,
          attribute: null,
          severity: 'high',
          message: of.marker,
          fingerprint: 'a',
        },
      ]),
    })
    .execute();
  return id;
}
