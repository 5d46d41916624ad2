import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import { severities } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { listOf, listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { type ControlExamples, controlCategories } from '../../../plugin-kit/define-control.ts';
import { listProviders } from '../../observe/providers/index.ts';
import {
  acceptedFindings,
  catalogueFor,
  listControlResources,
  noCounts,
  readTypes,
  verdictsOfResource,
} from '../controls/index.ts';
import {
  controlDetailSchema,
  controlResourceSchema,
  controlRowSchema,
  resourceComplianceSchema,
} from './control-schemas.ts';
import { type ControlStanding, readStandings, type UsedIn, usesOf } from './control-standing.ts';
import type { ComplianceDeps } from './subject.ts';

const tag = 'Controls';
const statuses = ['pass', 'fail', 'unknown', 'not_applicable', 'excepted'] as const;
const controlParams = z.object({ id: z.string().min(1).max(120) });

export type ControlRoutesDeps = ComplianceDeps & {
  /** The examples of a control of the product, loaded when somebody asks. */
  examplesOf: (controlId: string) => Promise<ControlExamples | undefined>;
};

const listQuery = z.strictObject({
  q: z.string().max(200).optional(),
  service: z.string().max(200).optional(),
  severity: z.string().max(100).optional(),
  category: z.string().max(200).optional(),
  /** A framework, or one version of it: `cis-aws`, `cis-aws:5.0`. */
  framework: z.string().max(120).optional(),
  status: z.string().max(100).optional(),
  resource_type: z.string().max(200).optional(),
  custom: z.enum(['true', 'false']).optional(),
  provider_id: z.coerce.number().int().positive().optional(),
  ...pageParameters,
});

/** What is judged, and how everything stands by the newest judgements. */
export function controlRoutes(deps: ControlRoutesDeps): Route[] {
  const own = new Set(deps.controls.map(({ id }) => id));
  const isCustom = (id: string): boolean => !own.has(id);
  const present = ({ control, counts, status }: ControlStanding) => ({
    id: control.id,
    title: control.title,
    severity: control.severity,
    category: control.category,
    service: control.resource.service,
    resource_type: control.resource.type,
    custom: isCustom(control.id),
    counts,
    status,
  });
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/controls',
      operationId: 'listControls',
      summary: 'Every control, with how it stands over the connected accounts',
      tag,
      access: 'view',
      query: listQuery,
      responses: {
        200: pageOf(controlRowSchema, { judged_at: z.iso.datetime().nullable() }),
      },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          await requireProvider(tx, query.provider_id);
          const standings = await readStandings(tx, await catalogueFor(deps, tx), deps.clock.now(), {
            providerId: query.provider_id,
          });
          const fits = filterOf(query, usesOf(deps.frameworks), isCustom);
          const found = standings.controls.filter(fits);
          const wanted = pageWanted(query);
          const page = found.slice(wanted.offset, wanted.offset + wanted.perPage);
          return {
            ...pageAnswer(wanted, found.length, page.map(present)),
            judged_at: standings.judgedAt?.toISOString() ?? null,
          };
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/controls/:id',
      operationId: 'getControl',
      summary: 'One control: what it looks at, why, how to repair, and where it is used',
      tag,
      access: 'view',
      params: controlParams,
      responses: { 200: controlDetailSchema },
      handler: async ({ scope, params }) => {
        const { standing, judgedAt } = await deps.db.within(scope, async (tx) => {
          const catalogue = await catalogueFor(deps, tx);
          const { controls, judgedAt } = await readStandings(tx, catalogue, deps.clock.now(), {
            controlId: params.id,
          });
          return { standing: controls[0], judgedAt };
        });
        if (standing === undefined) throw notFound('control');
        const { control, types } = standing;
        return {
          ...present(standing),
          version: control.version,
          risk: control.risk,
          advice: control.advice,
          references: [...control.references],
          equivalents: [...control.equivalents],
          resource_types: types,
          reads: [...new Set(readTypes(control))],
          depends_on_time: control.dependsOnTime === true,
          without_framework: control.withoutFramework ?? null,
          frameworks: usesOf(deps.frameworks).get(control.id) ?? [],
          examples: presentExamples(isCustom(control.id) ? undefined : await deps.examplesOf(control.id)),
          unlisted: standing.unlisted,
          judged_at: judgedAt?.toISOString() ?? null,
        };
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/controls/:id/resources',
      operationId: 'listControlResources',
      summary: 'The resources that a control judged, failures first',
      description: 'Only what fails or is unknown has a sentence and evidence that were kept.',
      tag,
      access: 'view',
      params: controlParams,
      query: z.strictObject({
        status: z.string().max(100).optional(),
        provider_id: z.coerce.number().int().positive().optional(),
        ...pageParameters,
      }),
      responses: { 200: pageOf(controlResourceSchema) },
      handler: ({ scope, params, query }) =>
        deps.db.within(scope, async (tx) => {
          const catalogue = await catalogueFor(deps, tx);
          if (!catalogue.byId.has(params.id)) throw notFound('control');
          const { provider_id: providerId } = query;
          await requireProvider(tx, providerId);
          const wanted = pageWanted(query);
          const { rows, total } = await listControlResources(
            tx,
            {
              controlId: params.id,
              statuses: listOfKnown('status', query.status, statuses),
              providerId,
              accepted: await acceptedFindings(tx, deps.clock.now(), [params.id]),
            },
            { limit: wanted.perPage, offset: wanted.offset },
          );
          return pageAnswer(
            wanted,
            total,
            rows.map(({ exception_id, exception_expires_at, ...row }) => ({
              ...row,
              unseen: row.unseen,
              first_seen_at: row.first_seen_at?.toISOString() ?? null,
              judged_at: row.judged_at.toISOString(),
              exception:
                exception_id === null || exception_expires_at === null
                  ? null
                  : { id: exception_id, expires_at: exception_expires_at.toISOString() },
            })),
          );
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/resources/:id/compliance',
      operationId: 'getResourceCompliance',
      summary: 'What every control says of the present version of a resource',
      tag,
      access: 'view',
      params: z.object({ id: z.coerce.number().int().positive() }),
      responses: { 200: resourceComplianceSchema },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) => {
          const found = await verdictsOfResource(
            tx,
            await catalogueFor(deps, tx),
            params.id,
            deps.clock.now(),
          );
          if (found === undefined) throw notFound('resource');
          const uses = usesOf(deps.frameworks);
          const counts = noCounts();
          for (const { status } of found.verdicts) counts[status] += 1;
          return {
            resource_id: found.resourceId,
            version_id: found.versionId,
            judged_at: found.judgedAt?.toISOString() ?? null,
            counts,
            controls: found.verdicts.map((verdict) => ({
              control_id: verdict.control.id,
              title: verdict.control.title,
              severity: verdict.control.severity,
              category: verdict.control.category,
              frameworks: uses.get(verdict.control.id) ?? [],
              status: verdict.status,
              message: verdict.message,
              evidence: verdict.evidence,
              unseen: [...verdict.unseen],
              first_seen_at: verdict.firstSeenAt?.toISOString() ?? null,
              exception:
                verdict.exception === null
                  ? null
                  : { id: verdict.exception.id, expires_at: verdict.exception.expiresAt.toISOString() },
            })),
          };
        }),
    }),
  ];
}

async function requireProvider(tx: Tx, id: number | undefined): Promise<void> {
  if (id !== undefined && !(await listProviders(tx)).some((provider) => provider.id === id))
    throw notFound('provider');
}

function filterOf(
  query: z.output<typeof listQuery>,
  uses: ReadonlyMap<string, UsedIn[]>,
  isCustom: (id: string) => boolean,
): (standing: ControlStanding) => boolean {
  const text = query.q?.trim().toLowerCase() ?? '';
  const among = (list: string[] | undefined, ...values: string[]): boolean =>
    list === undefined || values.some((value) => list.includes(value));
  const services = listOf(query.service);
  const levels = listOfKnown('severity', query.severity, severities);
  const categories = listOfKnown('category', query.category, controlCategories);
  const wanted = listOfKnown('status', query.status, statuses);
  const types = listOf(query.resource_type);
  const [frameworkId, version] = query.framework?.split(':') ?? [];
  const isUsed = (id: string): boolean =>
    (uses.get(id) ?? []).some(
      (use) => use.framework_id === frameworkId && (version === undefined || use.version === version),
    );
  return ({ control, status, types: judged }) =>
    (text === '' ||
      control.title.toLowerCase().includes(text) ||
      control.id.includes(text) ||
      control.equivalents.some((each) => each.includes(text))) &&
    among(services, control.resource.service) &&
    among(levels, control.severity) &&
    among(categories, control.category) &&
    (wanted === undefined || (status !== null && wanted.includes(status))) &&
    among(types, ...judged) &&
    (query.custom === undefined || isCustom(control.id) === (query.custom === 'true')) &&
    (frameworkId === undefined || isUsed(control.id));
}

type ExampleView = { title: string; configuration: Json };

function presentExamples(
  examples: ControlExamples | undefined,
): Record<'pass' | 'fail' | 'unknown' | 'not_applicable', ExampleView[]> {
  const of = (status: keyof ControlExamples): ExampleView[] =>
    (examples?.[status] ?? []).map(({ title, configuration }) => ({ title, configuration }));
  return {
    pass: of('pass'),
    fail: of('fail'),
    unknown: of('unknown'),
    not_applicable: of('not_applicable'),
  };
}
