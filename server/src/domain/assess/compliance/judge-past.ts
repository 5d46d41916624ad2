import type { Scope } from '../../../core/scope.ts';
import {
  type AcceptedFinding,
  type AccountFacts,
  type AccountRow,
  acceptedFindings,
  addToTally,
  type Catalogue,
  except,
  type FoundResource,
  inScope,
  judgeWithoutKeeping,
  type Tally,
} from '../controls/index.ts';
import {
  type CheckRequest,
  type ComplianceDeps,
  type FoundFacts,
  namedResources,
  type Subject,
} from './subject.ts';

/** Judges the accounts as they were, once for all frameworks; keeps nothing. */
export async function judgePast(
  deps: ComplianceDeps,
  scope: Scope,
  request: CheckRequest & {
    accounts: readonly AccountRow[];
    catalogue: Catalogue;
    asOf: Date;
    subjects: readonly Subject[];
  },
): Promise<{ facts: Map<number, AccountFacts>; found: Map<Subject, FoundFacts> }> {
  const { report, asOf } = request;
  const notes = new Map(request.subjects.map((subject) => [subject, pastNotes()]));
  const facts = new Map<number, AccountFacts>();
  const accepted = new Set((await deps.db.within(scope, (tx) => acceptedFindings(tx, asOf))).map(keyOf));
  for (const account of request.accounts) {
    const known = await judgeWithoutKeeping(deps, scope, {
      account,
      catalogue: request.catalogue,
      at: asOf,
      asOf,
      signal: request.signal,
      onProgress: (done, total) => report.progress(`judging ${account.name} as it was`, done, total),
      onJudged(resource, type, judgement) {
        report.count('judged');
        for (const [subject, note] of notes) {
          if (!subject.scope.providerIds.includes(account.id) || !inScope(subject.scope, resource)) continue;
          addToTally(
            note.tally,
            account.id,
            type.controls.map(({ id }) => id),
            judgement.statuses,
            1,
          );
          for (const finding of judgement.findings) {
            const { fingerprint, status } = finding;
            const excepted =
              status === 'fail' &&
              accepted.has(keyOf({ resource_id: resource.id, control_id: finding.control.id, fingerprint }));
            if (excepted) except(note.tally, finding.control.id, account.id, 1);
            note.add({
              control_id: finding.control.id,
              resource_id: resource.id,
              resource_name: resource.name,
              external_id: resource.externalId,
              type: resource.type,
              region: resource.region,
              provider_id: account.id,
              status: excepted ? 'excepted' : status,
              message: finding.message,
              version_id: resource.versionId,
              fingerprint,
              first_seen_at: null,
            });
          }
        }
      },
    });
    facts.set(account.id, known);
    report.log('info', `${account.name} as of ${asOf.toISOString()}`);
  }
  return { facts, found: new Map([...notes].map(([subject, note]) => [subject, note.found])) };
}

const keyOf = (of: AcceptedFinding): string => `${of.resource_id} ${of.control_id} ${of.fingerprint}`;

function pastNotes(): { tally: Tally; add(found: FoundResource): void; found: FoundFacts } {
  const tally: Tally = new Map();
  const failing = new Map<string, FoundResource[]>();
  const unclear = new Map<string, FoundResource[]>();
  return {
    tally,
    add(found) {
      const lists = found.status === 'fail' ? failing : unclear;
      const list = lists.get(found.control_id) ?? [];
      if (list.length < namedResources) list.push(found);
      lists.set(found.control_id, list);
    },
    found: {
      tally,
      resources: async (controlIds) =>
        new Map(
          controlIds.map((id) => [
            id,
            [...(failing.get(id) ?? []), ...(unclear.get(id) ?? [])].slice(0, namedResources),
          ]),
        ),
    },
  };
}
