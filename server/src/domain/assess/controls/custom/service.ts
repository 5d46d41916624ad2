import { isDeepStrictEqual } from 'node:util';
import { AppError, notFound } from '../../../../core/errors.ts';
import type { Json } from '../../../../core/json.ts';
import type { Scope } from '../../../../core/scope.ts';
import type { VerdictStatus } from '../../../../core/verdict.ts';
import type { Clock } from '../../../../platform/clock.ts';
import type { Database, Tx } from '../../../../platform/db/database.ts';
import type { AnyControl } from '../../../../plugin-kit/define-control.ts';
import { recordAudit } from '../../../govern/audit-log/index.ts';
import { controlOf } from './custom-control.ts';
import {
  type Definition,
  definitionProblems,
  definitionSchema,
  expressionProblem,
  type ResourceTypes,
  typeNamed,
  unknownType,
} from './definition.ts';
import type { ExpressionProblem } from './parse-expression.ts';
import * as store from './store.ts';
import { type Tried, tryInThread } from './try-in-thread.ts';

export type CustomControlsDeps = { db: Database; clock: Clock; resourceTypes: ResourceTypes };

/** So many that judging stays bounded, more than anybody wrote so far. */
const mostControls = 500;
const trialMs = 5000;

/**
 * The enabled custom controls of the organisation as controls for judging, one for each resource type that a
 * control is about: several have the same id. What this version of the product cannot read answers unknown.
 */
export async function customControls(tx: Tx, resourceTypes: ResourceTypes): Promise<AnyControl[]> {
  const rows = await store.listControls(tx);
  return rows.filter(({ enabled }) => enabled).flatMap((row) => controlsOf(row, resourceTypes));
}

/** Compiled once per process; the definition itself is the key, so that nothing of another is ever taken. */
const compiled = new WeakMap<ResourceTypes, Map<string, AnyControl[]>>();
const mostCompiled = 2000;

function controlsOf(row: store.CustomControlRow, resourceTypes: ResourceTypes): AnyControl[] {
  const known = compiled.get(resourceTypes) ?? new Map<string, AnyControl[]>();
  compiled.set(resourceTypes, known);
  const key = `${row.version} ${JSON.stringify(row.definition)}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const definition = readDefinition(row);
  const types = new Set(definition.resource_types.map((name) => typeNamed(name, resourceTypes)));
  const controls = [...types].flatMap((type) =>
    type === undefined ? [] : [controlOf(definition, row.version, type)],
  );
  if (known.size >= mostCompiled) known.clear();
  known.set(key, controls);
  return controls;
}

/** What is stored was checked when it was saved. */
export function readDefinition(row: { definition: Json }): Definition {
  return definitionSchema.parse(row.definition);
}

/** Why a stored control cannot be judged any more; null when it can. */
export function standingProblem(definition: Definition, resourceTypes: ResourceTypes): string | null {
  const [problem] = definitionProblems({ ...definition, tests: [] }, resourceTypes);
  return problem === undefined ? null : `${problem.path}: ${problem.message}`;
}

export type SaveOutcome = 'created' | 'updated' | 'unchanged';

function refuseProblems(deps: CustomControlsDeps, definition: Definition): Definition {
  const problems = definitionProblems(definition, deps.resourceTypes);
  if (problems.length > 0)
    throw new AppError('unprocessable', `The control ${definition.id} cannot be saved`, {
      details: problems,
    });
  const types = definition.resource_types.map((name) => typeNamed(name, deps.resourceTypes)?.type ?? name);
  return { ...definition, resource_types: types };
}

/** Saves a new control, or a deleted one of the same id again, whose versions go on. */
export async function createControl(
  deps: CustomControlsDeps,
  scope: Scope,
  given: { definition: Definition; enabled: boolean },
): Promise<SaveOutcome> {
  const definition = refuseProblems(deps, given.definition);
  return await deps.db.within(scope, async (tx): Promise<SaveOutcome> => {
    const at = deps.clock.now();
    if ((await store.countControls(tx)) >= mostControls)
      throw new AppError(
        'conflict',
        `An organisation has at most ${mostControls} custom controls; delete one first`,
      );
    const made = await store.insertControl(tx, { controlId: definition.id, enabled: given.enabled, at });
    const row = made === undefined ? await store.lockControl(tx, definition.id) : undefined;
    if (made === undefined && row?.deleted_at === null)
      throw new AppError('conflict', `There is a control ${definition.id} already; change it instead`);
    const version = row === undefined ? 1 : row.version + 1;
    const customControlId = made ?? row?.id;
    if (customControlId === undefined) throw new Error('a control vanished while it was saved');
    if (row !== undefined)
      await store.updateControl(tx, row.id, { version, enabled: given.enabled, deletedAt: null, at });
    await store.insertVersion(tx, { customControlId, version, definition: asJson(definition), at });
    await recordAudit(tx, {
      action: 'custom_control.created',
      target: { type: 'custom_control', id: definition.id },
      detail: facts(definition, version, given.enabled),
    });
    return 'created';
  });
}

/** Every save that changes the definition is a new version; the earlier ones stay. */
export async function replaceControl(
  deps: CustomControlsDeps,
  scope: Scope,
  controlId: string,
  given: { definition: Definition; enabled: boolean },
): Promise<SaveOutcome> {
  return await deps.db.within(scope, async (tx): Promise<SaveOutcome> => {
    const row = await requireControl(tx, controlId, store.lockControl);
    if (given.definition.id !== controlId)
      throw new AppError('invalid_input', 'The id of a control is permanent', {
        details: [{ path: 'id', message: `must be ${controlId}` }],
      });
    const definition = refuseProblems(deps, given.definition);
    const before = readDefinition(row);
    const same = isDeepStrictEqual(asJson(before), asJson(definition));
    if (same && row.enabled === given.enabled) return 'unchanged';
    const at = deps.clock.now();
    const version = same ? row.version : row.version + 1;
    await store.updateControl(tx, row.id, { version, enabled: given.enabled, at });
    if (!same)
      await store.insertVersion(tx, { customControlId: row.id, version, definition: asJson(definition), at });
    await recordAudit(tx, {
      action: 'custom_control.updated',
      target: { type: 'custom_control', id: controlId },
      detail: {
        before: facts(before, row.version, row.enabled),
        after: facts(definition, version, given.enabled),
      },
    });
    return 'updated';
  });
}

export async function deleteControl(
  deps: CustomControlsDeps,
  scope: Scope,
  controlId: string,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await requireControl(tx, controlId, store.lockControl);
    const at = deps.clock.now();
    await store.updateControl(tx, row.id, { deletedAt: at, at });
    await recordAudit(tx, {
      action: 'custom_control.deleted',
      target: { type: 'custom_control', id: controlId },
      detail: facts(readDefinition(row), row.version, row.enabled),
    });
  });
}

/** A control that is not deleted, or 404. */
export async function requireControl(
  tx: Tx,
  controlId: string,
  read: typeof store.getControl = store.getControl,
): Promise<store.CustomControlRow> {
  const row = await read(tx, controlId);
  if (row === undefined || row.deleted_at !== null) throw notFound('custom control');
  return row;
}

const asJson = (definition: Definition): Json => JSON.parse(JSON.stringify(definition)) as Json;

function facts(definition: Definition, version: number, enabled: boolean): Record<string, unknown> {
  const { title, check, severity, resource_types } = definition;
  return { title, version, enabled, check, severity, resource_types };
}

export type TrialRequest = {
  check: string;
  resourceType: string | undefined;
  providerId: number | undefined;
  resourceIds: readonly number[] | undefined;
  limit: number;
};
export type TrialAnswer = {
  problems: (ExpressionProblem & { resource_type: string })[];
  matching: number;
  counts: Record<VerdictStatus, number>;
  results: (Tried & { resource: store.ResourceToTry })[];
};

/** Judges resources of now by an expression, without storing anything. Ids that are not there answer 404. */
export async function tryControl(
  deps: CustomControlsDeps,
  scope: Scope,
  request: TrialRequest,
): Promise<TrialAnswer> {
  const { resources, matching, types } = await deps.db.within(scope, (tx) => readTrial(deps, tx, request));
  const problems = types.flatMap((name) => {
    const type = typeNamed(name, deps.resourceTypes);
    if (type === undefined) throw new AppError('unprocessable', unknownType(name, deps.resourceTypes));
    const problem = expressionProblem(request.check, type);
    return problem === undefined ? [] : [{ ...problem, resource_type: type.type }];
  });
  const counts = { pass: 0, fail: 0, not_applicable: 0, unknown: 0 };
  if (problems.length > 0) return { problems, matching, counts, results: [] };
  const tried = await tryInThread({ check: request.check, resources }, trialMs);
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const results = tried.map((one) => ({ ...one, resource: byId.get(one.id) as store.ResourceToTry }));
  for (const { status } of results) counts[status] += 1;
  return { problems, matching, counts, results };
}

async function readTrial(
  deps: CustomControlsDeps,
  tx: Tx,
  request: TrialRequest,
): Promise<{ resources: store.ResourceToTry[]; matching: number; types: string[] }> {
  if (request.resourceIds !== undefined) {
    const ids = [...new Set(request.resourceIds)];
    const resources = await store.readResources(tx, { ids }, ids.length);
    if (resources.length < ids.length) throw notFound('resource');
    return { resources, matching: ids.length, types: [...new Set(resources.map(({ type }) => type))] };
  }
  const named = request.resourceType ?? '';
  const type = typeNamed(named, deps.resourceTypes);
  if (type === undefined)
    throw new AppError('unprocessable', 'This resource type does not exist', {
      details: [{ path: 'resource_type', message: unknownType(named, deps.resourceTypes) }],
    });
  const providerId = request.providerId ?? null;
  if (providerId !== null && !(await store.providerExists(tx, providerId))) throw notFound('cloud account');
  const resources = await store.readResources(tx, { type: type.type, providerId }, request.limit);
  return { resources, matching: await store.countResources(tx, type.type, providerId), types: [type.type] };
}
