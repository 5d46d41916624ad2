import { awsCollectors } from '../../src/plugins/providers/aws/collectors.generated.ts';
import type { Composed } from '../composed.ts';
import type { Account } from './account.ts';
import { accountChanges, deletions } from './changes.ts';
import { credentials, type Expected } from './sdk.ts';

/** One line of the table: passed when `problem` is undefined. */
export type Check = { step: string; what: string; problem: string | undefined };

type Listed = {
  id: number;
  external_id: string;
  name: string;
  resource_type: string;
  region: string;
  status: string;
};
type Page<T> = { data: T[]; meta: { total: number } };
type Detail = Listed & { configuration: Record<string, unknown>; unreadable: { path: string }[] };
type Drift = {
  resource_id: number;
  resource_name: string;
  resource_type: string;
  attribute: string;
  severity: string;
  severity_rule: string;
  drift_type: string;
};
type Execution = Awaited<ReturnType<Composed['finished']>>;
type Gap = { source: string; region: string; paths: string[]; message: string };

/** Moto has no answer for these calls; what they fill must be said to be unreadable. */
const beyondMoto = new Set([
  'access_analyzer *',
  'account_contacts *',
  'apigatewayv2_api Authorizers',
  'backup_plan ResourceTypeOptInPreference',
  'backup_plan Selections',
  'backup_vault AccessPolicy',
  'backup_vault Notifications',
  'backup_vault UnencryptedRecoveryPoints',
  'client_vpn_endpoint *',
  'dynamodb_table KinesisStreamSpecification',
  'ec2_region_settings EbsDefaultKmsKeyId',
  'ec2_region_settings SnapshotBlockPublicAccessState',
  'ec2_region_settings ImageBlockPublicAccessState',
  'ec2_region_settings SerialConsoleAccessEnabled',
  'ec2_region_settings InstanceMetadataDefaults',
  'eks_cluster VersionSupport',
  'eks_cluster VpcCni',
  'guardduty_detector ActiveHighSeverityFindings',
  'guardduty_detector EnabledMemberCount',
  'iam_server_certificate Tags',
  'inspector_settings ResourceState',
  'inspector_settings Status',
  'macie_session AutomatedDiscoveryStatus',
  'macie_session FindingPublishingFrequency',
  'macie_session Status',
  'rds_instance EngineVersionStatus',
  'securityhub_hub Standards',
  'wafv2_web_acl AssociatedResourceArns',
  'ssm_managed_instance *',
]);

/** Types that cannot be made here: moto writes their dates in a form that the SDK refuses to read. */
const beyondTrying = new Set([
  'dms_replication_instance',
  'dms_replication_task',
  'msk_cluster',
  // moto lists an access point in every region, under one ARN.
  's3_access_point',
]);

/** The whole story, step by step; `note` gets every check as it is made. */
export async function mainLoop(
  app: Composed,
  account: Account,
  endpoint: string,
  note: (check: Check) => void,
): Promise<void> {
  const check = (step: string, what: string, problem?: string): void => note({ step, what, problem });
  const provider = await app.call<{ id: number; running_execution_id: number }>('connectAws', {
    body: { name: 'moto', region: 'us-east-1', ...credentials, endpointUrl: endpoint },
  });
  const sync = async (): Promise<Execution> => {
    const started = await app.call<{ execution_id: number }>('syncProvider', {
      params: { id: String(provider.id) },
    });
    return await app.finished(started.execution_id);
  };
  const detect = async (): Promise<Execution> => {
    const started = await app.call<{ execution_id: number }>('detectDrift', { body: {} });
    return await app.finished(started.execution_id);
  };
  const openDrifts = async (): Promise<Drift[]> =>
    (await app.call<Page<Drift>>('listDrifts', { query: { per_page: '100', status: 'detected' } })).data;

  const first = await app.finished(provider.running_execution_id);
  check(
    'connect',
    'the account is connected and read',
    first.status === 'succeeded' ? undefined : `${first.status}: ${first.error}`,
  );
  const inventory = await allResources(app);
  check('connect', 'a baseline of everything', sameNumber(first.counts.baselines_created, inventory.length));
  await checkGaps(app, check);
  await checkInventory(app, account.expected, inventory, check);

  const again = await sync();
  const written = (again.counts.created ?? 0) + (again.counts.updated ?? 0) + (again.counts.deleted ?? 0);
  check('rescan', 'nothing is written for an unchanged account', sameNumber(written, 0));
  await detect();
  check('rescan', 'no drift is found', listed(await openDrifts()));

  await checkChanges(account, { sync, detect, openDrifts, inventory }, check);
  await checkDeletions(app, account, sync, check);
}

type CheckFunction = (step: string, what: string, problem?: string) => void;

async function allResources(app: Composed): Promise<Listed[]> {
  const all: Listed[] = [];
  for (let page = 1; ; page++) {
    const { data } = await app.call<Page<Listed>>('listResources', {
      query: { per_page: '100', page: String(page), status: 'active,stopped,deleted' },
    });
    all.push(...data);
    if (data.length < 100) return all;
  }
}

async function checkGaps(app: Composed, check: CheckFunction): Promise<void> {
  const { gaps } = await app.call<{ gaps: Gap[] }>('getCoverage');
  const unexpected = gaps.filter(
    ({ source, paths }) => !paths.every((path) => beyondMoto.has(`${source} ${path}`)),
  );
  const seen = new Set(gaps.flatMap(({ source, paths }) => paths.map((path) => `${source} ${path}`)));
  check('connect', 'what moto cannot answer is said, and nothing else', unexpected[0]?.message);
  const silent = [...beyondMoto].filter((path) => !seen.has(path));
  check('connect', 'no gap is kept silent', silent.length === 0 ? undefined : silent.join(', '));
}

async function checkInventory(
  app: Composed,
  expected: readonly Expected[],
  inventory: readonly Listed[],
  check: CheckFunction,
): Promise<void> {
  const tried = new Set<string>();
  for (const want of expected) {
    tried.add(want.type);
    const what = `${want.type} ${want.id} in ${want.region}`;
    const found = inventory.filter((resource) => isIt(resource, want));
    const [only] = found;
    if (only === undefined || found.length > 1) {
      check('inventory', what, `found ${found.length} times`);
      continue;
    }
    const detail = await app.call<Detail>('getResource', { params: { id: String(only.id) } });
    const wrong = differences(want.configuration, detail.configuration, '');
    const unread = detail.unreadable
      .map(({ path }) => path)
      .filter((path) => !beyondMoto.has(`${want.type} ${path}`));
    if (unread.length > 0) wrong.push(`unreadable: ${unread.join(', ')}`);
    check('inventory', what, wrong.length === 0 ? undefined : wrong.slice(0, 3).join('; '));
  }
  const missing = awsCollectors
    .map(({ resource }) => resource.type)
    .filter((type) => !tried.has(type) && !beyondTrying.has(type) && !beyondMoto.has(`${type} *`));
  check('inventory', 'every type was tried', missing.length === 0 ? undefined : missing.join(', '));
}

async function checkChanges(
  account: Account,
  loop: {
    sync(): Promise<Execution>;
    detect(): Promise<Execution>;
    openDrifts(): Promise<Drift[]>;
    inventory: readonly Listed[];
  },
  check: CheckFunction,
): Promise<void> {
  const changes = accountChanges(account);
  for (const change of changes) await change.apply();
  await loop.sync();
  await loop.detect();
  const drifts = await loop.openDrifts();
  const explained = new Set<Drift>();
  for (const change of changes) {
    const resource = loop.inventory.find((candidate) => isIt(candidate, change));
    const found = drifts.filter(({ resource_id }) => resource_id === resource?.id);
    for (const drift of found) explained.add(drift);
    const wanted = `${change.attribute} ${change.severity} ${change.driftType}`;
    const got = found.map((drift) => `${drift.attribute} ${drift.severity} ${drift.drift_type}`);
    const rule = found.map((drift) => drift.severity_rule).join(', ');
    const problem =
      got.length === 1 && got[0] === wanted
        ? undefined
        : `wanted ${wanted}, got ${got.join(' + ') || 'nothing'} ${rule}`;
    check('drift', `${change.what} (${change.type}, ${change.severity})`, problem);
  }
  check('drift', 'nothing else drifted', listed(drifts.filter((drift) => !explained.has(drift))));
  await loop.sync();
  const again = await loop.detect();
  check('drift', 'an unchanged rescan finds nothing new', sameNumber(again.counts.opened ?? 0, 0));
  check('drift', 'the same drifts stay open', sameNumber((await loop.openDrifts()).length, drifts.length));
}

async function checkDeletions(
  app: Composed,
  account: Account,
  sync: () => Promise<Execution>,
  check: CheckFunction,
): Promise<void> {
  const gone = deletions(account);
  for (const deletion of gone) await deletion.apply();
  await sync();
  const deleted = (await allResources(app)).filter(({ status }) => status === 'deleted');
  for (const deletion of gone) {
    const marked = deleted.some((resource) => isIt(resource, deletion));
    check('deletion', `${deletion.type} ${deletion.id}`, marked ? undefined : 'not marked as deleted');
  }
  const wrongly = deleted.filter((resource) => !gone.some((deletion) => isIt(resource, deletion)));
  const names = wrongly.map(({ resource_type, name }) => `${resource_type} ${name}`);
  check('deletion', 'nothing else is marked', names.length === 0 ? undefined : names.join(', '));
}

function isIt(resource: Listed, wanted: { type: string; region: string; id: string }): boolean {
  const { external_id, name } = resource;
  if (resource.resource_type !== wanted.type) return false;
  if (wanted.region !== 'global' && resource.region !== wanted.region) return false;
  return (
    name === wanted.id ||
    external_id === wanted.id ||
    (/[/:]$/.test(external_id.slice(0, -wanted.id.length)) && external_id.endsWith(wanted.id))
  );
}

/** Where `actual` lacks what is wanted. Objects may have more; members of lists are looked for anywhere. */
function differences(wanted: unknown, actual: unknown, path: string): string[] {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual)) return [`${path} is ${JSON.stringify(actual)}`];
    return wanted.flatMap((member) =>
      actual.some((candidate) => differences(member, candidate, path).length === 0)
        ? []
        : [`${path} lacks ${JSON.stringify(member)}, has ${JSON.stringify(actual).slice(0, 300)}`],
    );
  }
  if (wanted !== null && typeof wanted === 'object') {
    if (actual === null || typeof actual !== 'object') return [`${path} is ${JSON.stringify(actual)}`];
    return Object.entries(wanted).flatMap(([key, value]) =>
      differences(value, (actual as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return wanted === actual ? [] : [`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`];
}

const sameNumber = (actual: number | undefined, wanted: number): string | undefined =>
  actual === wanted ? undefined : `${actual}, not ${wanted}`;

const listed = (drifts: readonly Drift[]): string | undefined =>
  drifts.length === 0
    ? undefined
    : drifts.map((drift) => `${drift.resource_type} ${drift.resource_name} ${drift.attribute}`).join('; ');
