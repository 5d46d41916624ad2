import type { Sandbox } from '@infraudit/sandbox';
import { checkEvidence } from '../../server/src/domain/govern/evidence/check.ts';
import type { DemoApi } from './api.ts';
import type { Receivers } from './receivers.ts';

/** From finding to fix, as two people do it: who is told, what is repaired after approval, and what proves it. */

export type Response = {
  /** Those that the seven changes raised; what failed before them is `before`. */
  alerts: { total: number; open: number; resolved: number; before: number };
  deliveries: { slack: number; mailbox: number; webhook: number; verified: number; failed: number };
  remediations: {
    completed: number;
    rolledBack: number;
    failed: number;
    items: { type: string; resource: string; status: string }[];
  };
  evidence: { packages: number; intact: number };
};

type Remediation = {
  id: number;
  type: string;
  status: string;
  resource: { name: string };
  evidence_id: string | null;
  error: { code: string; message: string } | null;
  rollback: { status: string | null; evidence_id: string | null };
};
type Detail = Remediation & { approval: { status: string; plan_hash: string } | null };

/** Which of the seven changes an approved plan repairs, by the attribute that drifted; the others are put right by hand. */
const repairs: Readonly<Record<string, string>> = {
  PublicAccessBlockConfiguration: 'aws-s3-block-public-access',
  SecurityGroupIngress: 'aws-ec2-close-administration-ports',
  BackupRetentionPeriod: 'aws-rds-instance-backups',
  IsLogging: 'aws-cloudtrail-start-logging',
};
/** The one that is taken back, to show that it can be. */
const takenBack = 'BackupRetentionPeriod';
const patienceMs = 180_000;

/** Credentials that may write, apart from those that read, and everybody who has to hear of alerts. */
export async function prepareResponse(
  api: DemoApi,
  providerId: number,
  sandbox: Sandbox,
  { slack, mailbox, webhook }: Receivers,
): Promise<void> {
  await api.put(`/providers/${providerId}/write-credentials`, {
    region: 'us-east-1',
    ...sandbox.writer,
    endpointUrl: sandbox.endpoint,
  });
  const channels = [
    {
      kind: 'slack',
      name: 'Slack',
      settings: { channel: slack.channel, api_url: slack.apiUrl },
      secrets: { bot_token: slack.token },
    },
    {
      kind: 'email',
      name: 'On call',
      settings: {
        recipients: ['oncall@acme.example'],
        from: 'infraudit@acme.example',
        host: mailbox.host,
        port: mailbox.port,
        tls: 'none',
      },
    },
  ];
  for (const channel of channels) {
    const { id } = await api.post<{ id: number }>('/notifications/channels', channel);
    await api.post('/notifications/preferences', {
      name: `New alerts to ${channel.name}`,
      channel_id: id,
      event: 'alert.created',
    });
  }
  const { secret } = await api.post<{ secret: string }>('/webhooks', {
    name: 'Ticket system',
    url: webhook.url,
    events: ['alert.created'],
  });
  webhook.expect(secret);
}

/** Waits until every alert has reached the Slack, the mailbox and the receiver of webhooks. */
export async function everybodyTold(api: DemoApi, receivers: Receivers, since: Date): Promise<void> {
  await until(async () => {
    const { total } = await countAlerts(api, since);
    const told = await heard(receivers);
    const all = total > 0 && Object.values(told).every((count) => count >= total);
    return all ? true : `of ${total} alerts were heard: ${JSON.stringify(told)}`;
  });
}

async function heard({ slack, mailbox, webhook }: Receivers) {
  return {
    slack: (await slack.messages()).length,
    mailbox: mailbox.subjects.length,
    webhook: webhook.received.filter(({ event }) => event === 'alert.created').length,
  };
}

/** Four plans, each approved by a colleague, written and verified; one of them is taken back the same way. */
export async function repair(owner: DemoApi, colleague: DemoApi, say: (text: string) => void): Promise<void> {
  for (const drift of await owner.openDrifts()) {
    const type = repairs[drift.attribute];
    if (type === undefined) continue;
    const { id } = await owner.post<Remediation>('/remediation', {
      finding_type: 'drift',
      finding_id: drift.id,
      type,
    });
    const ended = await decided(owner, colleague, id, (one) => one.status);
    say(`  ${ended.type} on ${ended.resource.name}: ${ended.status}`);
    if (ended.status !== 'completed')
      throw new Error(`${ended.type} ended ${ended.status}: ${ended.error?.message ?? 'no reason given'}`);
    if (drift.attribute !== takenBack) continue;
    await owner.post(`/remediation/${id}/rollback`, { note: 'to show that it can be taken back' });
    const back = await decided(owner, colleague, id, (one) =>
      one.status === 'rolled_back' ? one.status : (one.rollback.status ?? 'queued'),
    );
    say(`  ${back.type} on ${back.resource.name}: ${back.status}`);
    if (back.status !== 'rolled_back') throw new Error(`the way back ended ${back.rollback.status}`);
  }
}

const over = new Set(['completed', 'failed', 'rejected', 'cancelled', 'rolled_back', 'suggested', 'skipped']);

/** Waits for the plan, lets the colleague read and approve it, and waits for its end. */
async function decided(
  owner: DemoApi,
  colleague: DemoApi,
  id: number,
  stateOf: (remediation: Detail) => string,
): Promise<Detail> {
  let approved = '';
  let last: Detail | undefined;
  await until(async () => {
    const one = await colleague.get<Detail>(`/remediation/${id}`);
    last = one;
    if (one.approval?.status === 'pending' && one.approval.plan_hash !== approved) {
      approved = one.approval.plan_hash;
      await colleague.post(`/remediation/${id}/approve`, { plan_hash: approved, comment: 'as agreed' });
    }
    const state = stateOf(one);
    return approved !== '' && over.has(state) ? true : `remediation ${id} is still ${state}`;
  });
  return last ?? (await owner.get<Detail>(`/remediation/${id}`));
}

export async function readResponse(api: DemoApi, receivers: Receivers, since: Date): Promise<Response> {
  const { data: remediations } = await api.get<{ data: Remediation[] }>('/remediation?per_page=100');
  const { data: history } = await api.get<{ data: { status: string }[] }>(
    '/notifications/history?status=failed&per_page=100',
  );
  const packages = remediations.flatMap(({ evidence_id: done, rollback }) =>
    [done, rollback.evidence_id].filter((id) => id !== null),
  );
  const checked = await Promise.all(
    packages.map(async (id) => checkEvidence(await api.bytes(`/evidence/${id}/export`)).intact),
  );
  const count = (status: string) => remediations.filter((one) => one.status === status).length;
  return {
    alerts: await countAlerts(api, since),
    deliveries: {
      ...(await heard(receivers)),
      verified: receivers.webhook.received.filter(
        ({ event, verified }) => event === 'alert.created' && verified,
      ).length,
      failed: history.length,
    },
    remediations: {
      completed: count('completed'),
      rolledBack: count('rolled_back'),
      failed: count('failed'),
      items: remediations
        .map(({ type, resource, status }) => ({ type, resource: resource.name, status }))
        .reverse(),
    },
    evidence: { packages: packages.length, intact: checked.filter(Boolean).length },
  };
}

type Alert = { status: string; created_at: string };

async function countAlerts(api: DemoApi, since: Date): Promise<Response['alerts']> {
  const { data } = await api.get<{ data: Alert[] }>('/alerts?status=all&per_page=100');
  const raised = data.filter(({ created_at }) => new Date(created_at) >= since);
  const resolved = raised.filter(({ status }) => status === 'resolved').length;
  return {
    total: raised.length,
    open: raised.length - resolved,
    resolved,
    before: data.length - raised.length,
  };
}

/** Asks until the answer is true; after a minute, throws with the last answer. */
async function until(look: () => Promise<true | string>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await look();
    if (answer === true) return;
    if (performance.now() > deadline) throw new Error(answer);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
