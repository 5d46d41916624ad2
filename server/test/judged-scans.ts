import { accountFacts } from '../src/domain/assess/controls/account-facts.ts';
import { catalogueOf } from '../src/domain/assess/controls/catalogue.ts';
import {
  addToTally,
  type ControlStatus,
  type Finding,
  judgeInMemory,
  noCounts,
  statusOf,
  statusOfCounts,
  type Tally,
  unlistedFor,
} from '../src/domain/assess/controls/index.ts';
import type { ProviderSession, ScanSource } from '../src/plugin-kit/define-provider.ts';
import type { JudgedResource } from '../src/plugin-kit/fleet.ts';
import { controls } from '../src/plugins/controls/controls.generated.ts';
import { type ScanResult, scanned } from '../src/plugins/providers/aws/testing/sandbox-account.ts';

const catalogue = catalogueOf(controls);

/** What a whole account was found to be, by all controls: nothing is stored. */
export type Judged = {
  /** By `control type externalId`. */
  verdicts: Map<string, ControlStatus>;
  /** What each control says of the account. */
  statuses: Map<string, ControlStatus>;
  /** What fails or is unknown, one entry per finding. */
  findings: { controlId: string; finding: Finding; resource: JudgedResource }[];
};

/** Scans these sources at once; by default all of the account. */
export async function scanSources(
  session: ProviderSession,
  sources?: readonly ScanSource[],
): Promise<ScanResult[]> {
  const plan = sources ?? session.planScan((await session.regions()).regions);
  return await Promise.all(plan.map((source) => scanned(session, source)));
}

/** Judges what was scanned as the product does, at a moment of one's own choice. */
export async function judgeScans(
  scans: readonly ScanResult[],
  account: { accountId: string; at: Date },
): Promise<Judged> {
  const resources = new Map<string, JudgedResource[]>();
  for (const { outcome, resources: found } of scans) {
    const type = outcome.source.collector;
    resources.set(type, [...(resources.get(type) ?? []), ...found]);
  }
  const facts = accountFacts(
    scans.map(({ outcome: { source, gaps } }) => ({
      source: source.collector,
      region: source.region,
      gaps,
      startedAt: account.at,
    })),
  );
  const verdicts: Judged['verdicts'] = new Map();
  const findings: Judged['findings'] = [];
  const tally: Tally = new Map();
  await judgeInMemory({
    catalogue,
    accountId: account.accountId,
    facts,
    at: account.at,
    resources,
    onJudged(resource, type, judgement) {
      for (const [place, { id }] of type.controls.entries())
        verdicts.set(`${id} ${type.type} ${resource.externalId}`, statusOf(judgement.statuses[place] ?? 'u'));
      const ids = type.controls.map(({ id }) => id);
      addToTally(tally, 1, ids, judgement.statuses, 1);
      for (const finding of judgement.findings)
        findings.push({ controlId: finding.control.id, finding, resource });
    },
  });
  const everywhere = { providerIds: [], regions: [], tags: {} };
  const statuses = new Map(
    controls.map(({ id, resource }) => [
      id,
      statusOfCounts(tally.get(id)?.get(1) ?? noCounts(), unlistedFor([resource.type], facts, everywhere)),
    ]),
  );
  return { verdicts, statuses, findings };
}
