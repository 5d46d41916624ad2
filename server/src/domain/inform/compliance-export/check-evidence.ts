import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Unreadable } from '../../../core/observation.ts';
import type { Unseen } from '../../../core/verdict.ts';
import { sha256Hex } from '../../../platform/hash.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import type { Framework } from '../../../plugin-kit/define-framework.ts';
import type { JudgedResource } from '../../../plugin-kit/fleet.ts';
import { type AccountFacts, type Catalogue, judgeInMemory, statusOf } from '../../assess/controls/index.ts';
import * as format from './evidence-format.ts';
import { evidenceReader, parsed } from './evidence-lines.ts';
import { type CountedAccount, frameworkCatalogue, verdictCounter } from './judged-facts.ts';

/** One verdict or number that comes out otherwise than the file says. */
export type EvidenceDifference = {
  what: 'configuration' | 'control' | 'verdict' | 'requirement' | 'numbers';
  message: string;
};

export type AssessmentEvidenceCheck = {
  /** The bytes are as they were written and signed. */
  intact: boolean;
  /** Intact, and judged again everything comes out as the file says. */
  same: boolean;
  assessment: { id: number | null; framework: string; version: string; judgedAt: string } | null;
  numbers: { passed: number; evaluated: number; total: number } | null;
  resources: number;
  /** Verdicts that were given again. */
  verdicts: number;
  keyId: string | null;
  /** Where the public key came from. A key out of the file proves only that one hand made all of it. */
  keyFrom: 'given' | 'export';
  problems: string[];
  differences: EvidenceDifference[];
  moreDifferences: number;
  /** Where the file itself says that the assessment had another answer. */
  deviations: readonly string[];
};

const differencesKept = 1000;

/**
 * Checks the evidence of an assessment without server and database: first that no byte was changed, then by judging
 * every resource again with the controls of this version of the product.
 */
export function checkAssessmentEvidence(
  controls: readonly AnyControl[],
  keys: readonly Uint8Array[] = [],
): { write(chunk: Uint8Array): void; end(): Promise<AssessmentEvidenceCheck> } {
  let header: format.EvidenceHeader | undefined;
  const resources: format.EvidenceResource[] = [];
  const unreadable: string[] = [];
  const reader = evidenceReader(keys, {
    header(text) {
      const read = format.headerSchema.safeParse(parsed(text));
      if (read.success) header = read.data;
      else unreadable.push(`The header is not one: ${read.error.issues[0]?.path.join('.') ?? ''}`);
    },
    resource(text) {
      const read = format.resourceSchema.safeParse(parsed(text));
      if (read.success) resources.push(read.data);
      else if (unreadable.length < 20)
        unreadable.push(
          `Resource ${resources.length + 1} is not one: ${read.error.issues[0]?.path.join('.') ?? ''}`,
        );
    },
  });
  return {
    write: (chunk) => reader.write(chunk),
    async end() {
      const bytes = reader.end();
      const problems = [...bytes.problems, ...unreadable];
      const judged =
        header === undefined || unreadable.length > 0
          ? undefined
          : await judgeAgain(header, resources, controls);
      const intact = problems.length === 0;
      const differences = judged?.differences ?? [];
      return {
        intact,
        same: intact && judged !== undefined && differences.length === 0,
        assessment:
          header === undefined
            ? null
            : {
                id: typeof header.assessment.id === 'number' ? header.assessment.id : null,
                framework: header.framework.id,
                version: header.framework.version,
                judgedAt: header.judged_at,
              },
        numbers: judged?.numbers ?? null,
        resources: resources.length,
        verdicts: judged?.verdicts ?? 0,
        keyId: bytes.keyId,
        keyFrom: keys.length > 0 ? 'given' : 'export',
        problems,
        differences: differences.slice(0, differencesKept),
        moreDifferences: Math.max(0, differences.length - differencesKept),
        deviations: header?.deviations ?? [],
      };
    },
  };
}

async function judgeAgain(
  header: format.EvidenceHeader,
  resources: readonly format.EvidenceResource[],
  controls: readonly AnyControl[],
): Promise<{
  numbers: AssessmentEvidenceCheck['numbers'];
  verdicts: number;
  differences: EvidenceDifference[];
}> {
  const differences: EvidenceDifference[] = [];
  const framework = header.framework as Framework;
  const recorded = new Map(header.controls.map(({ id, version }) => [id, version]));
  const catalogue = frameworkCatalogue(
    controls.filter(({ id, version }) => recorded.get(id) === version),
    framework,
  );
  for (const [id, version] of recorded) {
    if (catalogue.byId.has(id)) continue;
    const here = controls.find((control) => control.id === id)?.version;
    differences.push({
      what: 'control',
      message: `${id} was version ${version} and is ${here === undefined ? 'not known' : `version ${here}`} here: judge with the version that wrote the file (${header.product.version}).`,
    });
  }
  const at = new Date(header.judged_at);
  const counter = verdictCounter({
    framework,
    catalogue,
    scope: {
      providerIds: header.scope.provider_ids,
      regions: header.scope.regions,
      tags: header.scope.tags,
    },
    accepted: header.accepted,
    attested: header.attested,
    at,
  });
  const recordedPlaces = placesOf(header, catalogue);
  const accounts: CountedAccount[] = [];
  let verdicts = 0;
  for (const account of header.accounts) {
    const facts: AccountFacts = {
      regions: account.regions,
      unlisted: (type) => (account.unlisted[type] ?? []) as Unseen[],
      untagged: (type) => (account.untagged[type] ?? []) as Unseen[],
      readSince: null,
    };
    const byType = new Map<string, JudgedResource[]>();
    const described = new Map<JudgedResource, format.EvidenceResource>();
    for (const resource of resources) {
      if (resource.account !== account.id) continue;
      const { configuration, unreadable } = resource;
      const content = canonicalJson({ configuration, unreadable });
      if (sha256Hex(content) !== resource.sha256) {
        differences.push({
          what: 'configuration',
          message: `${resource.name} (${resource.type}): its configuration does not give its hash.`,
        });
      }
      const judged: JudgedResource = {
        externalId: resource.external_id,
        name: resource.name,
        region: resource.region,
        tags: resource.tags,
        configuration,
        unreadable: unreadable as Unreadable[],
      };
      described.set(judged, resource);
      const list = byType.get(resource.type);
      if (list === undefined) byType.set(resource.type, [judged]);
      else list.push(judged);
    }
    await judgeInMemory({
      catalogue,
      accountId: account.account_id,
      facts,
      at,
      resources: byType,
      onJudged(judged, type, judgement) {
        const resource = described.get(judged) as format.EvidenceResource;
        counter.count(account.id, resource, type, judgement);
        const places = recordedPlaces.get(type.type) ?? new Map<string, number>();
        for (const [place, control] of type.controls.entries()) {
          verdicts += 1;
          const then = resource.verdicts[places.get(control.id) ?? -1] ?? '';
          const now = judgement.statuses[place] ?? '';
          if (then === now) continue;
          differences.push({
            what: 'verdict',
            message: `${control.id} of ${resource.name} (${resource.type}, ${resource.region}): ${then === '' ? 'nothing' : statusOf(then)} in the file, ${statusOf(now)} judged again.`,
          });
        }
      },
    });
    accounts.push({ id: account.id, name: account.name, vendor: account.vendor, facts });
  }
  const result = counter.result(accounts);
  for (const [position, requirement] of result.requirements.entries()) {
    const then = header.result.requirements[position];
    if (then?.id === requirement.id && then.status === requirement.status) continue;
    differences.push({
      what: 'requirement',
      message: `Requirement ${requirement.id}: ${then?.status ?? 'nothing'} in the file, ${requirement.status} judged again.`,
    });
  }
  const numbers = { passed: result.passed, evaluated: result.evaluated, total: result.total };
  for (const name of ['passed', 'evaluated', 'total'] as const) {
    if (numbers[name] === header.result[name]) continue;
    differences.push({
      what: 'numbers',
      message: `${name}: ${header.result[name]} in the file, ${numbers[name]} judged again.`,
    });
  }
  return { numbers, verdicts, differences };
}

/** By type: where a control's letter stands in the file. All controls of a type are recorded, sorted by id. */
function placesOf(header: format.EvidenceHeader, catalogue: Catalogue): Map<string, Map<string, number>> {
  const types = Map.groupBy(header.controls, ({ type }) => type);
  return new Map(
    [...catalogue.byType.keys()].map((type) => [
      type,
      new Map(
        (types.get(type) ?? [])
          .map(({ id }) => id)
          .sort()
          .map((id, place) => [id, place]),
      ),
    ]),
  );
}
