import { sql } from 'kysely';
import { systemScope } from '../src/core/scope.ts';
import { catalogueOf } from '../src/domain/assess/controls/catalogue.ts';
import type { ResourceToJudge } from '../src/domain/assess/controls/fact-store.ts';
import { typeJudge } from '../src/domain/assess/controls/judge-type.ts';
import type { OpenDatabase } from '../src/platform/db/open-database.ts';
import { judgedAccount, judgeOf } from '../src/plugin-kit/judge.ts';
import { controls } from '../src/plugins/controls/controls.generated.ts';

const pageSize = 2000;
const why = systemScope('a benchmark judges what is stored');

/** `seconds` of the verdicts; `withEvidenceSeconds` also picks the values that decided each finding and hashes them. */
export type JudgedAlone = {
  pairs: number;
  resources: number;
  controls: number;
  seconds: number;
  withEvidenceSeconds: number;
};

/** The judging alone: every stored resource by every control that looks at nothing else. The reading is not counted. */
export async function judgeAlone(db: OpenDatabase): Promise<JudgedAlone> {
  const simple = controls.filter(({ reads }) => reads === undefined);
  const catalogue = catalogueOf(simple);
  const account = judgedAccount({
    accountId: '123456789012',
    regions: ['us-east-1'],
    judgedAt: new Date(),
    fleets: (type) => ({ type, resources: [], unlisted: [] }),
  });
  const used = new Set<string>();
  let pairs = 0;
  let resources = 0;
  let milliseconds = 0;
  let evidenceMilliseconds = 0;
  let failed = 0;
  for (const type of catalogue.byType.values()) {
    const judge = typeJudge(type, account);
    const verdicts = type.controls.map((control) => judgeOf(control, account));
    for (let after = 0; ; ) {
      const { rows } = await db.asSystem(why, (tx) =>
        sql<ResourceToJudge>`
          SELECT r.id, r.type, r.external_id AS "externalId", r.name, r.region, r.tags, r.changed_at AS "changedAt",
            v.id AS "versionId", v.configuration, v.unreadable
          FROM resources r JOIN resource_versions v ON v.id = r.version_id
          WHERE r.type = ${type.type}::text AND r.id > ${after}::bigint ORDER BY r.id LIMIT ${pageSize}::int`.execute(
          tx.sql,
        ),
      );
      const startedAt = performance.now();
      for (const resource of rows)
        for (const verdict of verdicts) if (verdict(resource).status === 'fail') failed += 1;
      const betweenAt = performance.now();
      for (const resource of rows) judge.judge(resource);
      milliseconds += betweenAt - startedAt;
      evidenceMilliseconds += performance.now() - betweenAt;
      resources += rows.length;
      pairs += rows.length * type.controls.length;
      const last = rows.at(-1);
      if (last !== undefined) for (const { id } of type.controls) used.add(id);
      if (last === undefined || rows.length < pageSize) break;
      after = last.id;
    }
  }
  if (failed === 0) throw new Error('nothing failed: this is not what accounts are like');
  return {
    pairs,
    resources,
    controls: used.size,
    seconds: milliseconds / 1000,
    withEvidenceSeconds: evidenceMilliseconds / 1000,
  };
}

/** Gives one resource of so many a new version, as a sync that found a change would. Returns how many. */
export async function changeSome(db: OpenDatabase, oneOf: number): Promise<number> {
  return await db.asSystem(why, async (tx) => {
    const { rows } = await sql<{ id: number }>`
      WITH made AS (
        INSERT INTO resource_versions (organization_id, resource_id, content_hash, configuration, unreadable, observed_at)
        SELECT r.organization_id, r.id, md5(v.content_hash || 'changed'),
          v.configuration || '{"BenchmarkChanged": true}'::jsonb, v.unreadable, now()
        FROM resources r JOIN resource_versions v ON v.id = r.version_id
        WHERE r.id % ${oneOf}::int = 0 AND r.status <> 'deleted'
        RETURNING id, resource_id, content_hash
      )
      UPDATE resources r SET version_id = made.id, content_hash = made.content_hash, changed_at = now()
      FROM made WHERE made.resource_id = r.id RETURNING r.id`.execute(tx.sql);
    return rows.length;
  });
}
