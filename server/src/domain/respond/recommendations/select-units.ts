import { notFound } from '../../../core/errors.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { getAssessment, listAssessedControls } from '../../assess/compliance/index.ts';
import { getResource } from '../../observe/inventory/index.ts';
import type { RecommendationsDeps } from './deps.ts';
import { accountsWith, failingControls, openFindings } from './finding-store.ts';
import { bookFor, type Unit } from './generate.ts';
import type { RuleBook } from './rule-book.ts';
import { listStale } from './store.ts';

/** Which rules have to be asked about what. */

export type Selection =
  | { resourceId: number }
  | { driftId: number }
  | { controlId: string }
  | { assessmentId: number }
  | 'everything'
  /** Rules that look at configurations by themselves. */
  | 'looking'
  /** Pending ones of which something changed; all, or those about a resource. */
  | 'stale'
  | { staleOf: number };

const staleAtOnce = 1000;

/** Throws `not_found` for what the organisation does not have. */
export async function unitsOf(deps: RecommendationsDeps, tx: Tx, selection: Selection): Promise<Unit[]> {
  const book = await bookFor(deps, tx);
  if (selection === 'stale' || (typeof selection === 'object' && 'staleOf' in selection)) {
    const resourceId = selection === 'stale' ? null : selection.staleOf;
    return (await listStale(tx, { resourceId }, staleAtOnce)).map(
      ({ rule_id, provider_id, resource_ids }) => ({
        providerId: provider_id,
        ruleId: rule_id,
        resourceIds: book.byId(rule_id)?.per === 'resource' ? resource_ids : null,
      }),
    );
  }
  if (selection === 'looking') return await looking(book, tx);
  if (selection === 'everything') return await everything(book, tx);
  if ('resourceId' in selection) return await ofResource(book, tx, selection.resourceId);
  if ('driftId' in selection) {
    const { drifts } = await openFindings(tx, { driftId: selection.driftId });
    if (drifts.length === 0) throw notFound('open drift');
    return ofDrifts(book, drifts);
  }
  if ('controlId' in selection) {
    const rule = book.forControl(selection.controlId);
    if (rule === undefined) throw notFound('control');
    const failing = await failingControls(tx, { controlIds: rule.controls, resourceId: null });
    return failing.map(({ providerId }) => ({ providerId, ruleId: rule.id, resourceIds: null }));
  }
  const assessment = await getAssessment(tx, selection.assessmentId);
  if (assessment === undefined) throw notFound('assessment');
  const controlIds = (await listAssessedControls(tx, [assessment.id], 'fail')).map(
    ({ control_id }) => control_id,
  );
  const accounts = new Set(assessment.scope.provider_ids);
  const failing = await failingControls(tx, { controlIds, resourceId: null });
  return ofControls(
    book,
    failing.filter(({ providerId }) => accounts.has(providerId)),
  );
}

async function everything(book: RuleBook, tx: Tx): Promise<Unit[]> {
  const { controls, drifts } = await openFindings(tx);
  return [...ofControls(book, controls), ...ofDrifts(book, drifts), ...(await looking(book, tx))];
}

async function looking(book: RuleBook, tx: Tx): Promise<Unit[]> {
  const types = book.looking.map(({ resource }) => resource.type);
  return (await accountsWith(tx, types)).flatMap(({ providerId, type }) =>
    book.looking
      .filter(({ resource }) => resource.type === type)
      .map(({ id }) => ({ providerId, ruleId: id, resourceIds: null })),
  );
}

async function ofResource(book: RuleBook, tx: Tx, resourceId: number): Promise<Unit[]> {
  const resource = await getResource(tx, resourceId);
  if (resource === undefined) throw notFound('resource');
  const { controls, drifts } = await openFindings(tx, { resourceId });
  const only = (unit: Unit): Unit => ({
    ...unit,
    resourceIds: book.byId(unit.ruleId)?.per === 'resource' ? [resourceId] : null,
  });
  const looking = book
    .ofType(resource.type)
    .filter(({ when }) => when !== undefined)
    .map(({ id }) => ({ providerId: resource.provider_id, ruleId: id, resourceIds: null }));
  return [...ofControls(book, controls), ...ofDrifts(book, drifts), ...looking].map(only);
}

function ofControls(book: RuleBook, controls: readonly { providerId: number; controlId: string }[]): Unit[] {
  return controls.flatMap(({ providerId, controlId }) => {
    const rule = book.forControl(controlId);
    return rule === undefined ? [] : [{ providerId, ruleId: rule.id, resourceIds: null }];
  });
}

function ofDrifts(
  book: RuleBook,
  drifts: readonly {
    providerId: number;
    resourceId: number;
    resourceType: string;
    attribute: string;
    type: string;
  }[],
): Unit[] {
  return drifts.flatMap((drift) => {
    const rule = book.forDrift(drift);
    if (rule === undefined) return [];
    return [
      {
        providerId: drift.providerId,
        ruleId: rule.id,
        resourceIds: rule.per === 'resource' ? [drift.resourceId] : null,
      },
    ];
  });
}
