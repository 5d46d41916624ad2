import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import type { Framework } from '../../../plugin-kit/define-framework.ts';
import { type AssessmentResult, assess } from '../../assess/compliance/index.ts';
import {
  type AccountFacts,
  addToTally,
  type Catalogue,
  catalogueOf,
  except,
  inScope,
  type JudgedScope,
  type Judgement,
  type Tally,
  type TypeCatalogue,
  typesOfControl,
  unlistedFor,
} from '../../assess/controls/index.ts';

/** The way from verdicts to the numbers of a framework, the same when evidence is written and when it is checked. */

/** Only the controls that the framework names. */
export function frameworkCatalogue(controls: readonly AnyControl[], framework: Framework): Catalogue {
  const named = new Set(framework.requirements.flatMap((requirement) => requirement.controls));
  return catalogueOf(controls.filter(({ id }) => named.has(id)));
}

export type CountedAccount = { id: number; name: string; vendor: string; facts: AccountFacts };

export type Accepted = { resource_id: number; control_id: string; fingerprint: string };

/** Counts verdicts one resource after the other, then says what the framework makes of them. */
export function verdictCounter(parts: {
  framework: Framework;
  catalogue: Catalogue;
  scope: JudgedScope;
  accepted: readonly Accepted[];
  attested: readonly string[];
  at: Date;
}): {
  count(
    accountId: number,
    resource: { id: number; region: string; tags: Readonly<Record<string, string>> },
    type: TypeCatalogue,
    judgement: Judgement,
  ): void;
  result(accounts: readonly CountedAccount[]): AssessmentResult;
} {
  const { framework, catalogue, scope, at } = parts;
  const tally: Tally = new Map();
  const keyOf = (of: Accepted): string => `${of.resource_id} ${of.control_id} ${of.fingerprint}`;
  const accepted = new Set(parts.accepted.map(keyOf));
  return {
    count(accountId, resource, type, judgement) {
      if (!inScope(scope, resource)) return;
      const ids = type.controls.map(({ id }) => id);
      addToTally(tally, accountId, ids, judgement.statuses, 1);
      for (const { control, status, fingerprint } of judgement.findings) {
        if (status !== 'fail') continue;
        if (accepted.has(keyOf({ resource_id: resource.id, control_id: control.id, fingerprint })))
          except(tally, control.id, accountId, 1);
      }
    },
    result: (accounts) =>
      assess({
        framework,
        catalogue,
        accounts: accounts.map(({ id, name, vendor, facts }) => ({
          id,
          name,
          vendor,
          unlisted: (controlId) => unlistedFor(typesOfControl(catalogue, controlId), facts, scope),
        })),
        tally,
        attested: new Set(parts.attested),
        earlier: null,
        at,
      }),
  };
}

/** Every type that the catalogue judges or reads, sorted. */
export function typesNeeded(catalogue: Catalogue): string[] {
  const types = new Set<string>();
  for (const { type, reads } of catalogue.byType.values()) {
    types.add(type);
    for (const read of reads) types.add(read);
  }
  return [...types].sort();
}
