import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { describeError } from '../../server/src/core/errors.ts';
import { createSignInLink } from '../../server/src/domain/govern/identity/index.ts';
import { type RunningServer, startServer } from '../../server/src/main/start-server.ts';
import { parseConfig, secretValues } from '../../server/src/platform/config/load-config.ts';
import { createLog } from '../../server/src/platform/log/log.ts';
import { type DemoApi, demoApi } from './api.ts';
import { demoColleague, demoOwner } from './owner.ts';
import { type Receivers, startReceivers } from './receivers.ts';
import { everybodyTold, prepareResponse, readResponse, repair } from './respond.ts';
import { printSummary, readSummary, type Summary } from './summary.ts';

const usage = `Usage: npm run demo -- [--once] [-o table|json] [--deny ACTION] [--port N]

Audits a small AWS account that runs on this machine: connects it, reads it, captures baselines, lets an
intruder and a careless colleague change seven things, and finds them. Assesses the newest CIS benchmark for AWS
before and after. A Slack, a mailbox and a receiver of webhooks on this machine hear of it. With --once, four of the
changes are repaired by plans that a second person approves, and one of those is taken back.

  --once     print the summary and exit; without it the web stays open on a link that signs in
  -o         table (default) or json
  --deny     deny an IAM action to see what the product says then, such as s3:GetBucketPublicAccessBlock;
             may be given several times
  --port     port of the web; 8080 when it is free, otherwise any free one
  --verbose  show the log of the server

DATABASE_URL, when set, runs the demo on that PostgreSQL instead of the embedded database.
`;

/** The main job end to end, as a person would do it: through the API, against real AWS protocols. */
export async function demo(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      once: { type: 'boolean', default: false },
      output: { type: 'string', short: 'o', default: 'table' },
      deny: { type: 'string', multiple: true, default: [] },
      port: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (values.output !== 'table' && values.output !== 'json') {
    process.stderr.write(`-o ${values.output}: must be table or json\n`);
    return 1;
  }
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'infraudit-demo-'));
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stopAll = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    say('Starting a small AWS account on this machine …');
    const sandbox = await startSandbox();
    stops.push(() => sandbox.stop());
    for (const action of values.deny) sandbox.faults.deny(action);
    say('Starting InfraAudit …');
    const server = await startDemoServer(folder, await freePort(values.port, values.once), values.verbose);
    stops.push(() => server.stop());
    const owner = await demoOwner(server);
    const api = demoApi(server.publicUrl, owner.token);
    const colleague = await demoColleague(server, api);
    const receivers = await startReceivers();
    stops.push(() => receivers.stop());
    const summary = await runStory({ api, colleague: colleague.api, sandbox, receivers, say }, values.once);
    summary.durationMs = Math.round(performance.now() - startedAt);
    if (values.output === 'json') process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
    else printSummary(summary);
    if (!values.once) {
      const link = await createSignInLink(server.identity, owner.userId);
      const other = await createSignInLink(server.identity, colleague.userId);
      say(`\nOpen this link; it signs you in once:\n\n  ${link}\n`);
      say(`Nobody approves what they asked for. In another browser this is your colleague:\n\n  ${other}\n`);
      say('Ctrl-C ends the demo.');
      await interrupted();
      say('\nStopping …');
    }
    await stopAll();
    return summary.executions.every(({ status }) => status === 'succeeded') && summary.audit.verified ? 0 : 1;
  } catch (error) {
    say(`The demo could not go on: ${describeError(error)}`);
    if (values.verbose && error instanceof Error) say(error.stack ?? '');
    await stopAll().catch((failure: unknown) =>
      say(`and could not stop in order: ${describeError(failure)}`),
    );
    return 1;
  }
}

async function startDemoServer(folder: string, port: number, verbose: boolean): Promise<RunningServer> {
  const fromEnvironment = Object.entries(process.env).filter(
    ([name]) => name === 'DATABASE_URL' || name.startsWith('DB_'),
  );
  const config = parseConfig({
    ...Object.fromEntries(fromEnvironment),
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    INFRAUDIT_DATA_DIR: folder,
    // The account is on loopback, which the product otherwise refuses to call.
    INFRAUDIT_ALLOW_PRIVATE_ADDRESSES: 'true',
    JOB_RESOURCE_SYNC_SCHEDULE: '0 */6 * * *',
    JOB_DRIFT_DETECTION_SCHEDULE: '0 */4 * * *',
    SERVER_PORT: String(port),
    SERVER_SHUTDOWN_TIMEOUT_SECONDS: '5',
  });
  const log = createLog({
    level: verbose ? 'debug' : 'error',
    format: 'text',
    secrets: secretValues(config),
  });
  return await startServer({ config, folder, log });
}

type Story = {
  api: DemoApi;
  colleague: DemoApi;
  sandbox: Sandbox;
  receivers: Receivers;
  say: (text: string) => void;
};

/** Connect, sync, change, detect, tell; with `whole`, detect again, repair, revert and detect once more. */
async function runStory(story: Story, whole: boolean): Promise<Summary> {
  const { api, colleague, sandbox, receivers, say } = story;
  say('Connecting the account and reading it …');
  const provider = await api.post<{ id: number; running_execution_id: number }>('/providers/aws/connect', {
    name: 'Acme production',
    region: 'us-east-1',
    ...sandbox.credentials,
    endpointUrl: sandbox.endpoint,
  });
  await api.finished(provider.running_execution_id, say);
  say('Judging it by the newest CIS benchmark for AWS …');
  await api.enable('cis-aws', say);
  say('Comparing with the baselines: nothing has changed yet …');
  await api.detect(say);
  await prepareResponse(api, provider.id, sandbox, receivers);
  say('An intruder and a careless colleague change seven things …');
  const changedAt = new Date();
  sandbox.applyChanges();
  await api.sync(provider.id, say);
  await api.detect(say);
  await api.assess(say);
  say('Waiting until Slack, a mailbox and a receiver of webhooks have heard of it …');
  await everybodyTold(api, receivers, changedAt);
  const summary = { ...(await readSummary(api)), ...(await readResponse(api, receivers, changedAt)) };
  if (!whole) return summary;
  say('Reading and comparing again: the same seven, not fourteen …');
  await api.sync(provider.id, say);
  await api.detect(say);
  const again = await api.openDrifts();
  say('Repairing four of them; a colleague approves each plan, and one is taken back …');
  await repair(api, colleague, say);
  say('Reverting the others …');
  sandbox.revertChanges();
  await api.sync(provider.id, say);
  await api.detect(say);
  await api.assess(say);
  const left = await api.openDrifts();
  const whatHappened = await readSummary(api);
  return {
    ...summary,
    ...(await readResponse(api, receivers, changedAt)),
    // Of the changes alone: later messages tell of approvals and of what is over.
    deliveries: summary.deliveries,
    secondDetection: { total: again.length },
    afterRevert: { open: left.length, resolved: again.length - left.length },
    executions: whatHappened.executions,
    audit: whatHappened.audit,
  };
}

async function freePort(wanted: string | undefined, any: boolean): Promise<number> {
  if (wanted !== undefined) return Number(wanted);
  if (any) return 0;
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(8080, '127.0.0.1', () => probe.close(() => resolve(8080)));
  });
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

if (import.meta.main) process.exitCode = await demo(process.argv.slice(2));
