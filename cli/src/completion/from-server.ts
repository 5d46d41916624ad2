import { type Api, openApi } from '../api.ts';
import type { Completes } from '../command.ts';
import { wordsOf } from '../global-options.ts';
import { readSettings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

/** One word that the shell can offer, with what it is. */
export type Candidate = { word: string; means: string };

/** A shell waits for the answer at each press of the tab key. */
const patienceMs = 2000;
const most = 100;

export async function namesFromServer(
  kind: Completes,
  words: readonly string[],
  terminal: Terminal,
): Promise<Candidate[]> {
  const silent = () => {};
  const settings = await readSettings(wordsOf(words).flags, terminal.environment, {
    isTerminal: false,
    warn: silent,
  });
  const interrupt = AbortSignal.any([terminal.interrupt, AbortSignal.timeout(patienceMs)]);
  const api = await openApi({
    settings,
    terminal: { ...terminal, interrupt },
    signedIn: true,
    warn: silent,
    note: silent,
    debug: silent,
  });
  return await readNames(api, kind);
}

async function readNames(api: Api, kind: Completes): Promise<Candidate[]> {
  const query = { per_page: most };
  switch (kind) {
    case 'provider':
      return (await api.call('listProviders')).data.map(({ id, name }) => ({
        word: String(id),
        means: name,
      }));
    case 'resource':
      return (await api.call('listResources', { query })).data.map((row) => ({
        word: String(row.id),
        means: `${row.resource_type} ${row.name}`,
      }));
    case 'resource_type':
      return (await api.call('listResourceTypes')).data.map(({ type, title }) => ({
        word: type,
        means: title,
      }));
    case 'region':
      return (await api.call('getResourceFacets')).regions.map(({ value, count }) => ({
        word: value,
        means: `${count} resources`,
      }));
    case 'drift':
      return (await api.call('listDrifts', { query })).data.map((row) => ({
        word: String(row.id),
        means: `${row.severity} ${row.resource_name}: ${row.summary}`,
      }));
    case 'drift_rule':
      return (await api.call('listDriftRules')).data.map(({ id, path_pattern }) => ({
        word: String(id),
        means: path_pattern,
      }));
    case 'job':
      return (await api.call('listJobs')).data.flatMap(({ id, type, name }) => [
        { word: type, means: name },
        { word: String(id), means: name },
      ]);
    case 'job_type':
      return (await api.call('listJobTypes')).data.map(({ type, title }) => ({ word: type, means: title }));
    case 'execution':
      return (await api.call('listExecutions', { query })).data.map((row) => ({
        word: String(row.id),
        means: `${row.job_name} ${row.status} ${row.queued_at}`,
      }));
    case 'report':
      return (await api.call('listReports', { query })).data.map(({ id, title, as_of }) => ({
        word: id,
        means: `${title} ${as_of}`,
      }));
    case 'alert':
      return (await api.call('listAlerts', { query })).data.map((row) => ({
        word: String(row.id),
        means: `${row.severity} ${row.title}`,
      }));
    case 'approval':
      return (await api.call('listApprovals', { query })).data.map((row) => ({
        word: String(row.id),
        means: `${row.title}, ${row.changes} changes in ${row.target_system}`,
      }));
    case 'recommendation':
      return (await api.call('listRecommendations', { query })).data.map(({ id, priority, title }) => ({
        word: String(id),
        means: `${priority} ${title}`,
      }));
    case 'remediation':
      return (await api.call('listRemediations', { query })).data.map(({ id, status, title }) => ({
        word: String(id),
        means: `${status} ${title}`,
      }));
    case 'channel':
      return (await api.call('listNotificationChannels')).data.map(({ name, kind, address }) => ({
        word: name,
        means: `${kind} ${address}`,
      }));
    case 'notification_rule':
      return (await api.call('listNotificationRules')).data.map(({ id, name }) => ({
        word: String(id),
        means: name,
      }));
    case 'control':
      return (await api.call('listControls', { query })).data.map(({ id, title }) => ({
        word: id,
        means: title,
      }));
    case 'framework': {
      const { data } = await api.call('listFrameworks');
      return [...new Map(data.map(({ id, title }) => [id, title]))].map(([word, means]) => ({ word, means }));
    }
    case 'custom_control':
      return (await api.call('listCustomControls')).data.map(({ id, title }) => ({ word: id, means: title }));
    case 'exception':
      return (await api.call('listExceptions', { query })).data.map((row) => ({
        word: String(row.id),
        means: `${row.state} ${row.control_id}`,
      }));
    case 'attestation':
      return (await api.call('listAttestations', { query })).data.map((row) => ({
        word: String(row.id),
        means: `${row.state} ${row.framework_id} ${row.requirement_id}`,
      }));
    case 'webhook':
      return (await api.call('listWebhooks', { query })).data.map(({ id, name, status }) => ({
        word: id,
        means: `${name}, ${status}`,
      }));
    case 'member':
      return (await api.call('getTeam')).members.map(({ email, role }) => ({ word: email, means: role }));
    default:
      // Baselines are listed per resource only, and files are the shell's.
      return [];
  }
}
