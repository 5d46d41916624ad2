import { type ComplianceDesk, openComplianceDesk } from '../../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../../test/composed.ts';
import { type EventDelivery, eventDelivery } from '../../../../../test/event-delivery.ts';
import { notedReport } from '../../../../../test/observed-account.ts';
import { fail, pass } from '../../../../core/verdict.ts';
import type { OpenDatabase } from '../../../../platform/db/open-database.ts';
import { announce } from '../../../../platform/events/outbox.ts';
import type { AnyControl } from '../../../../plugin-kit/define-control.ts';
import {
  bucket,
  bucketClosed,
  testControls,
  testFrameworks,
} from '../../../assess/compliance/testing/small-framework.ts';
import { detectDrift } from '../../../assess/drift/index.ts';

export type AlertView = {
  id: number;
  title: string;
  type: string;
  severity: string;
  status: string;
  occurrences: number;
  attribute: string | null;
  source: { kind: string; key: string | null };
  resource: { name: string } | null;
  control_ids: string[];
  resolution: string | null;
  resolution_note: string | null;
  flapping: boolean;
  mappings: { control_id: string; ended_at: string | null; requirements: { framework_id: string }[] }[];
  related: { open_drifts: { id: number; summary: string }[] };
  history: { change: string; note: string | null }[];
};

export const attribute = 'PublicAccessBlockConfiguration';

/** A second control that the same attribute decides. */
const bucketPrivate = {
  ...bucketClosed,
  id: 'aws-s3-private',
  title: 'Buckets are private',
  severity: 'high',
  evaluate: (configuration: { PublicAccessBlockConfiguration?: unknown }) =>
    configuration.PublicAccessBlockConfiguration === undefined
      ? fail('Nothing keeps it private.', attribute)
      : pass('It is private.'),
} as unknown as AnyControl;

const causeFrameworks = [
  ...testFrameworks,
  ...testFrameworks.slice(0, 1).map((framework) => ({
    ...framework,
    id: 'other',
    title: 'Other framework',
    requirements: [
      { id: 'A', title: 'Nobody sees', category: 'one', controls: [bucketClosed.id, bucketPrivate.id] },
    ],
  })),
];

const causeControls: readonly AnyControl[] = [...testControls, bucketPrivate];

/** The product with these controls and frameworks only; its clock says what `time` says. */
export const composeForCauses = (database: OpenDatabase, time: { now: Date }): Promise<Composed> =>
  composeForTests(database, {
    clock: { now: () => time.now },
    controls: causeControls,
    frameworks: causeFrameworks,
  });

/** An account whose buckets and trail change, with the jobs and the deliveries that turn that into alerts. */
export async function openCauseDesk(app: Composed, time: { now: Date }) {
  const desk: ComplianceDesk = await openComplianceDesk(app, time);
  const aws = await desk.account();
  const events: EventDelivery = eventDelivery(app, desk.scope, ['drift-alerts', 'compliance-alerts']);
  const account = { type: 'iam_account', region: 'global', resources: [{ name: 'root', configuration: {} }] };
  const trails = {
    type: 'cloudtrail_trail',
    resources: [{ name: 'all', configuration: { IsLogging: true } }],
  };
  const see = (buckets: Record<string, boolean | object>) =>
    desk.sync(aws, [
      account,
      trails,
      {
        type: 's3_bucket',
        region: 'global',
        resources: Object.entries(buckets).map(([name, state]) =>
          typeof state === 'boolean'
            ? bucket(name, state)
            : { name, configuration: { BucketName: name, ...state } },
        ),
      },
    ]);
  const capture = async (...names: string[]) => {
    for (const name of names)
      await desk.call('createBaseline', { body: { resource_id: await desk.idOf(name) } });
  };
  const detect = async () => {
    const { db } = app;
    const deps = { db, clock: { now: () => time.now }, announce, resourceTypes: app.domain.resourceTypes };
    const signal = new AbortController().signal;
    const report = notedReport();
    await detectDrift({ ...deps, requiredTags: [] }, desk.scope, { executionId: 1, signal, report });
  };
  const list = async (query: object = {}) =>
    (await desk.call<{ data: AlertView[] }>('listAlerts', { query: { status: 'all', ...query } })).data;
  const detail = async (query: object = {}) => {
    const [first] = await list(query);
    return await desk.call<AlertView>('getAlert', { params: { id: String(first?.id) } });
  };
  const standing = async () =>
    (await list())
      .map(({ source, resource, status, occurrences, control_ids }) => ({
        about: source.key ?? resource?.name,
        status,
        occurrences,
        control_ids,
      }))
      .sort((a, b) => String(a.about).localeCompare(String(b.about)));
  /** A closed bucket that is opened. */
  const open = async () => {
    await see({ data: true });
    await capture('data');
    await see({ data: false });
  };
  const recording = (on: boolean) =>
    desk.sync(aws, [account, { ...trails, resources: [{ name: 'all', configuration: { IsLogging: on } }] }]);
  return {
    desk,
    aws,
    events,
    account,
    trails,
    see,
    capture,
    detect,
    list,
    detail,
    standing,
    open,
    recording,
  };
}

export type CauseDesk = Awaited<ReturnType<typeof openCauseDesk>>;
