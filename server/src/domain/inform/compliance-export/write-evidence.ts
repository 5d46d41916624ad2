import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Unseen } from '../../../core/verdict.ts';
import { sha256Hex } from '../../../platform/hash.ts';
import { type AssessmentRow, presentAssessment } from '../../assess/compliance/index.ts';
import { resourcesAt } from '../../assess/controls/index.ts';
import { openSigner } from '../../govern/signing/index.ts';
import * as format from './evidence-format.ts';
import { judgeAgain, readAssessment } from './judged-assessment.ts';
import { typesNeeded } from './judged-facts.ts';
import type { ExportDeps } from './subject.ts';

/**
 * The lines of the evidence of an assessment: every fact that it rests on, with the verdicts that follow from them,
 * judged again now from the stored versions. Where that is not what the assessment said, the file says so. Nothing
 * is asked of the vendor. Memory holds a page of resources and a word per resource.
 */
export async function* evidenceLines(
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const kept = await readAssessment(deps, scope, row);
  const { framework, catalogue, at } = kept;
  const verdicts = new Map<number, string>();
  const { result, accounts, deviations } = await judgeAgain(deps, scope, kept, signal, {
    onJudged: (_account, resource, _type, judgement) => verdicts.set(resource.id, judgement.statuses),
  });
  const types = typesNeeded(catalogue);
  const header: format.EvidenceHeader = {
    product: { name: 'InfraAudit', version: deps.version },
    organization_id: scope.organizationId,
    exported_at: deps.clock.now().toISOString(),
    assessment: presentAssessment(row) as Record<string, Json>,
    judged_at: at.toISOString(),
    framework: format.headerSchema.shape.framework.parse(framework),
    controls: [...catalogue.byType.values()].flatMap(({ type, controls }) =>
      controls.map(({ id, version, title, severity }) => ({ id, version, title, severity, type })),
    ),
    scope: row.scope,
    accounts: kept.accounts.map((account, index) => ({
      id: account.id,
      name: account.name,
      vendor: account.type,
      account_id: account.account_id,
      regions: [...(accounts[index]?.facts.regions ?? [])],
      unlisted: unseenByType(types, (type) => accounts[index]?.facts.unlisted(type)),
      untagged: unseenByType(types, (type) => accounts[index]?.facts.untagged(type)),
    })),
    accepted: kept.accepted.filter(({ control_id }) => catalogue.byId.has(control_id)).map(acceptedOf),
    attested: [...kept.attestations.keys()],
    result: {
      passed: result.passed,
      evaluated: result.evaluated,
      total: result.total,
      requirements: result.requirements.map(({ id, status }) => ({ id, status })),
    },
    deviations,
  };

  const hash = createHash('sha256');
  const line = (text: string): string => {
    const whole = `${text}\n`;
    hash.update(whole);
    return whole;
  };
  yield line(format.firstLine);
  yield line(`${format.headerStart}${canonicalJson(header)},`);
  yield line(format.resourcesLine);
  let count = 0;
  let held: string | undefined;
  for (const account of kept.accounts) {
    for await (const page of resourcesAt(deps, scope, { providerId: account.id, types, asOf: at })) {
      signal.throwIfAborted();
      for (const resource of page) {
        if (held !== undefined) yield line(`${held},`);
        const { configuration, unreadable } = resource;
        const described: format.EvidenceResource = {
          id: resource.id,
          account: account.id,
          type: resource.type,
          external_id: resource.externalId,
          name: resource.name,
          region: resource.region,
          tags: { ...resource.tags },
          version_id: resource.versionId,
          sha256: sha256Hex(canonicalJson({ configuration, unreadable })),
          configuration,
          unreadable: [...unreadable],
          verdicts: verdicts.get(resource.id) ?? '',
        };
        held = canonicalJson(described);
        count += 1;
      }
    }
  }
  if (held !== undefined) yield line(held);
  yield line(format.resourcesEnd);
  yield line(`${format.countStart}${count},`);
  const checksum = `sha256:${hash.digest('hex')}`;
  yield `${format.checksumStart}${JSON.stringify(checksum)},\n`;
  const signer = await openSigner(deps);
  const signature = {
    algorithm: 'Ed25519',
    key_id: signer.keyId,
    public_key: signer.publicKey.toString('base64'),
    value: signer.sign(format.signedText(checksum)).toString('base64'),
  };
  yield `${format.signatureStart}${canonicalJson(signature)}}\n`;
}

const acceptedOf = (
  of: format.EvidenceHeader['accepted'][number],
): format.EvidenceHeader['accepted'][number] => ({
  resource_id: of.resource_id,
  control_id: of.control_id,
  fingerprint: of.fingerprint,
  exception_id: of.exception_id,
});

/** Types of which something is missing. */
function unseenByType(
  types: readonly string[],
  missing: (type: string) => readonly Unseen[] | undefined,
): Record<string, Unseen[]> {
  return Object.fromEntries(
    types.flatMap((type) => {
      const unseen = missing(type) ?? [];
      return unseen.length === 0 ? [] : [[type, [...unseen]]];
    }),
  );
}
