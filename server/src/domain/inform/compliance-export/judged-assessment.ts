import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Unseen } from '../../../core/verdict.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import type { Framework } from '../../../plugin-kit/define-framework.ts';
import {
  type AssessedControlRow,
  type AssessmentResult,
  type AssessmentRow,
  listAssessedControls,
  listResults,
  type ResultRow,
  readAssessedControls,
  type ValidAttestation,
  validAttestations,
} from '../../assess/compliance/index.ts';
import {
  type AccountRow,
  acceptedFindings,
  type Catalogue,
  type ExceptedFinding,
  type ExceptionRow,
  inScope,
  type JudgedScope,
  type Judgement,
  judgeWithoutKeeping,
  listAccounts,
  readExceptions,
  type TypeCatalogue,
} from '../../assess/controls/index.ts';
import { handedOver } from './handed-over.ts';
import { type CountedAccount, frameworkCatalogue, verdictCounter } from './judged-facts.ts';
import { type ExportDeps, frameworkOf } from './subject.ts';

/** An assessment as it was kept, with what people had said by its moment. */
export type KeptAssessment = {
  row: AssessmentRow;
  framework: Framework;
  catalogue: Catalogue;
  /** The moment that the facts are of, and that controls took for the present. */
  at: Date;
  scope: JudgedScope;
  accounts: AccountRow[];
  accepted: ExceptedFinding[];
  attestations: ReadonlyMap<string, ValidAttestation>;
  controls: Omit<AssessedControlRow, 'resources'>[];
  /** In the order of the standard. */
  results: ResultRow[];
};

export async function readAssessment(
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
): Promise<KeptAssessment> {
  const framework = frameworkOf(deps, row);
  const at = row.as_of ?? row.started_at;
  const read = await deps.db.within(scope, async (tx) => ({
    accounts: (await listAccounts(tx, at)).filter(({ id }) => row.scope.provider_ids.includes(id)),
    accepted: await acceptedFindings(tx, at),
    attestations: await validAttestations(tx, at, { frameworkId: framework.id, version: framework.version }),
    controls: await listAssessedControls(tx, [row.id]),
    results: (await listResults(tx, row.id, {}, null)).rows,
  }));
  const { provider_ids: providerIds, regions, tags } = row.scope;
  return {
    ...read,
    row,
    framework,
    catalogue: frameworkCatalogue(deps.controls, framework),
    at,
    scope: { providerIds, regions, tags },
  };
}

/** The controls of the assessment with the resources that it names: the first hundred of each. */
export const readNamedResources = (
  deps: ExportDeps,
  scope: Scope,
  kept: KeptAssessment,
): Promise<ReadonlyMap<string, AssessedControlRow>> => {
  const ids = kept.controls.map(({ control_id }) => control_id);
  return deps.db.within(scope, (tx) => readAssessedControls(tx, kept.row.id, ids));
};

/** The exceptions that accepted something of what the framework judges, by id. */
export async function readItsExceptions(
  deps: ExportDeps,
  scope: Scope,
  kept: KeptAssessment,
): Promise<ReadonlyMap<number, ExceptionRow>> {
  const ids = kept.accepted.flatMap(({ control_id, exception_id }) =>
    kept.catalogue.byId.has(control_id) ? [exception_id] : [],
  );
  const rows = await deps.db.within(scope, (tx) => readExceptions(tx, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** What follows from the stored facts when they are judged again now. */
export type JudgedAgain = {
  result: AssessmentResult;
  accounts: CountedAccount[];
  /** Resources that were judged, within the scope. */
  resources: number;
  /** Where that is not what the assessment said: something was written while it ran, or a control is newer now. */
  deviations: string[];
};

type ResourceToJudge = Parameters<Parameters<typeof judgeWithoutKeeping>[2]['onJudged']>[0];

const mostDeviations = 1000;

/** Judges the stored versions of the assessment's moment; nothing is asked of the vendor, nothing is written. */
export async function judgeAgain(
  deps: ExportDeps,
  scope: Scope,
  kept: KeptAssessment,
  signal: AbortSignal,
  watch: {
    onJudged?(
      account: AccountRow,
      resource: ResourceToJudge,
      type: TypeCatalogue,
      judgement: Judgement,
    ): void;
    afterPage?(): Promise<void>;
  } = {},
): Promise<JudgedAgain> {
  const { catalogue, at } = kept;
  const counter = verdictCounter({ ...kept, attested: [...kept.attestations.keys()] });
  const accounts: CountedAccount[] = [];
  let resources = 0;
  for (const account of kept.accounts) {
    const facts = await judgeWithoutKeeping(deps, scope, {
      account,
      catalogue,
      at,
      asOf: at,
      signal,
      ...(watch.afterPage !== undefined && { afterPage: watch.afterPage }),
      onJudged(resource, type, judgement) {
        if (inScope(kept.scope, resource)) resources += 1;
        counter.count(account.id, resource, type, judgement);
        watch.onJudged?.(account, resource, type, judgement);
      },
    });
    accounts.push({ id: account.id, name: account.name, vendor: account.type, facts });
  }
  const result = counter.result(accounts);
  return { result, accounts, resources, deviations: deviationsOf(kept, result) };
}

function deviationsOf({ catalogue, controls, results }: KeptAssessment, result: AssessmentResult): string[] {
  return [
    ...controls.flatMap(({ control_id, control_version }) => {
      const now = catalogue.byId.get(control_id)?.[0]?.version;
      if (now === control_version) return [];
      return [`${control_id} was version ${control_version} then and is ${now ?? 'not there'} now.`];
    }),
    ...results.flatMap(({ requirement_id, position, status }) => {
      const now = result.requirements[position]?.status;
      return now === status
        ? []
        : [`Requirement ${requirement_id} was ${status} then and is ${now} by these facts.`];
    }),
  ].slice(0, mostDeviations);
}

/** A resource that a control finds fault with, cannot judge, or whose fault somebody accepted. */
export type AssessedFinding = {
  control: AnyControl;
  status: 'fail' | 'unknown' | 'excepted';
  message: string;
  evidence: JsonObject;
  unseen: readonly Unseen[];
  fingerprint: string;
  /** Who accepted it. */
  exceptionId: number | null;
  account: AccountRow;
  resource: Pick<ResourceToJudge, 'id' | 'externalId' | 'name' | 'type' | 'region' | 'tags' | 'versionId'>;
};

/**
 * Every finding within the scope of the assessment, in pages, by account, type and resource, while the facts are
 * judged again: memory holds a page. `again` is there when the pages have ended.
 */
export function openFindings(
  deps: ExportDeps,
  scope: Scope,
  kept: KeptAssessment,
  signal: AbortSignal,
): { pages: AsyncGenerator<AssessedFinding[]>; again(): JudgedAgain } {
  const exceptionOf = new Map(kept.accepted.map((each) => [keyOf(each), each.exception_id]));
  let again: JudgedAgain | undefined;
  const pages = handedOver<AssessedFinding[]>(async (give) => {
    let page: AssessedFinding[] = [];
    const judged = await judgeAgain(deps, scope, kept, signal, {
      onJudged(account, resource, _type, judgement) {
        if (!inScope(kept.scope, resource)) return;
        for (const { status, ...finding } of judgement.findings) {
          const { control, fingerprint } = finding;
          const key = keyOf({ resource_id: resource.id, control_id: control.id, fingerprint });
          const exceptionId = status === 'fail' ? (exceptionOf.get(key) ?? null) : null;
          page.push({
            ...finding,
            status: exceptionId === null ? status : 'excepted',
            exceptionId,
            account,
            resource,
          });
        }
      },
      async afterPage() {
        const full = page;
        page = [];
        if (full.length > 0) await give(full);
      },
    });
    again = judged;
  });
  return {
    pages,
    again() {
      if (again === undefined) throw new Error('the findings were not read to their end');
      return again;
    },
  };
}

const keyOf = (of: { resource_id: number; control_id: string; fingerprint: string }): string =>
  `${of.resource_id} ${of.control_id} ${of.fingerprint}`;

/** False for a control of another vendor's resources: it says nothing of these accounts. */
export const saysSomething = ({ statuses }: Pick<AssessedControlRow, 'statuses'>): boolean =>
  Object.keys(statuses).length > 0;

/** By control: the requirements that it judges, in the order of the standard. */
export function requirementsByControl(kept: KeptAssessment): Map<string, ResultRow[]> {
  const found = new Map<string, ResultRow[]>();
  for (const result of kept.results) {
    for (const id of result.control_ids) {
      const list = found.get(id);
      if (list === undefined) found.set(id, [result]);
      else list.push(result);
    }
  }
  return found;
}
