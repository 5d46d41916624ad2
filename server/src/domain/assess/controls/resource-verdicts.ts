import type { Json } from '../../../core/json.ts';
import type { Unseen } from '../../../core/verdict.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import { evidenceOf, type JudgedAccount, judgeOf } from '../../../plugin-kit/judge.ts';
import { accountFacts } from './account-facts.ts';
import { type Catalogue, readTypes, statusOf } from './catalogue.ts';
import { acceptedFindings } from './exceptions/index.ts';
import * as facts from './fact-store.ts';
import * as store from './finding-list-store.ts';
import { typeJudge } from './judge-type.ts';
import type { ControlStatus } from './tally.ts';

export type ResourceVerdict = {
  control: AnyControl;
  status: ControlStatus;
  message: string;
  evidence: Json;
  unseen: readonly Unseen[];
  firstSeenAt: Date | null;
  exception: { id: number; expiresAt: Date } | null;
};

export type ResourceVerdicts = {
  resourceId: number;
  versionId: number;
  /** When the account was judged; null before the first time. */
  judgedAt: Date | null;
  verdicts: ResourceVerdict[];
};

/**
 * What every control says of the present version of a resource. Controls that look at nothing else are asked now;
 * those that look at other resources answered when the account was judged. Undefined: there is no such resource.
 */
export async function verdictsOfResource(
  tx: Tx,
  catalogue: Catalogue,
  resourceId: number,
  at: Date,
): Promise<ResourceVerdicts | undefined> {
  const providerId = await store.accountOf(tx, resourceId);
  if (providerId === undefined) return undefined;
  const [resource] = await facts.readResources(tx, [resourceId]);
  const nothing = { resourceId, versionId: resource?.versionId ?? 0, judgedAt: null, verdicts: [] };
  const type = resource === undefined ? undefined : catalogue.byType.get(resource.type);
  const row = (await facts.listAccounts(tx, null)).find(({ id }) => id === providerId);
  // What is gone or disconnected is judged no more.
  if (resource === undefined || type === undefined || row === undefined) return nothing;
  const account: JudgedAccount = {
    accountId: row.account_id,
    regions: accountFacts(await facts.readAnswers(tx, providerId, null)).regions,
    judgedAt: at,
    fleet(read) {
      throw new Error(`the surroundings of ${read} were not loaded`);
    },
  };
  const kept = await store.readKeptOf(tx, resourceId);
  const findings = await store.readFindingsOf(tx, resourceId);
  const accepted = (await acceptedFindings(tx, at)).filter(({ resource_id }) => resource_id === resourceId);

  const verdictOf = (control: AnyControl): ResourceVerdict => {
    const known = findings.get(control.id);
    const exception = accepted.find(
      ({ control_id, fingerprint }) => control_id === control.id && fingerprint === known?.fingerprint,
    );
    const common = {
      control,
      firstSeenAt: known === undefined ? null : (known.failed_at ?? known.first_seen_at),
      exception:
        exception === undefined ? null : { id: exception.exception_id, expiresAt: exception.expires_at },
    };
    const excepted = (status: ControlStatus): ControlStatus =>
      status === 'fail' && exception !== undefined ? 'excepted' : status;
    if (readTypes(control).length > 0) {
      const answer = keptAnswer(kept, known, control.id);
      return { ...common, ...answer, status: excepted(answer.status) };
    }
    const verdict = judgeOf(control, account)(resource);
    const [finding] = typeJudge({ ...type, controls: [control] }, account).judge(resource).findings;
    return {
      ...common,
      status: excepted(verdict.status),
      message: verdict.message,
      evidence: finding?.evidence ?? evidenceOf(control, account, resource, verdict),
      unseen: verdict.unseen ?? [],
    };
  };
  return {
    resourceId,
    versionId: resource.versionId,
    judgedAt: kept?.judged_at ?? null,
    verdicts: type.controls.map(verdictOf),
  };
}

function keptAnswer(
  kept: store.KeptOfResource | undefined,
  known: store.FindingOfResource | undefined,
  controlId: string,
): Pick<ResourceVerdict, 'status' | 'message' | 'evidence' | 'unseen'> {
  const place = kept?.control_ids.indexOf(controlId) ?? -1;
  if (kept === undefined || place < 0) {
    return { status: 'unknown', message: 'Not judged yet: run a check.', evidence: {}, unseen: [] };
  }
  const status = statusOf(kept.statuses[place] ?? 'u');
  if (known !== undefined)
    return {
      status,
      message: known.message,
      evidence: known.evidence,
      unseen: known.unseen,
    };
  const when = kept.judged_at.toISOString();
  const word = status === 'pass' ? 'It passed' : 'It did not apply';
  return {
    status,
    message: `${word} when it was judged together with other resources at ${when}.`,
    evidence: {},
    unseen: [],
  };
}
