/** The few calls of the public API that the demo makes, with the errors that it gives. */
export type DemoApi = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  put<T>(path: string, body: object): Promise<T>;
  /** A file as it is. */
  bytes(path: string): Promise<Uint8Array>;
  /** Waits for a run, telling its steps. */
  finished(executionId: number, say: (text: string) => void): Promise<void>;
  sync(providerId: number, say: (text: string) => void): Promise<void>;
  detect(say: (text: string) => void): Promise<void>;
  openDrifts(): Promise<DriftItem[]>;
  /** Enables the newest version of a framework and waits for its first assessment. */
  enable(frameworkId: string, say: (text: string) => void): Promise<void>;
  assess(say: (text: string) => void): Promise<void>;
};

export type DriftItem = {
  id: number;
  resource_name: string;
  attribute: string;
  drift_type: string;
  severity: string;
  summary: string;
  resource_type: string;
};
type Execution = {
  status: string;
  error: string | null;
  progress: { step: string; done: number; total: number | null } | null;
};
type Started = { execution_id: number };

export function demoApi(url: string, token: string): DemoApi {
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.error ?? response.status}`);
    return answer;
  }
  const api: DemoApi = {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    async bytes(path) {
      const response = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    async finished(executionId, say) {
      let told = 0;
      for (;;) {
        const execution = await api.get<Execution>(`/executions/${executionId}`);
        const { done, total } = execution.progress ?? { done: 0, total: null };
        const quarter = total === null || total < 20 ? 0 : Math.floor((done / total) * 4);
        if (quarter > told) say(`  ${done} of ${total} sources read`);
        told = Math.max(told, quarter);
        if (execution.status === 'succeeded') return;
        if (execution.status !== 'queued' && execution.status !== 'running') {
          throw new Error(
            `execution ${executionId} ${execution.status}: ${execution.error ?? 'no reason given'}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    },
    async sync(providerId, say) {
      await api.finished((await api.post<Started>(`/providers/${providerId}/sync`, {})).execution_id, say);
    },
    async detect(say) {
      await api.finished((await api.post<Started>('/drifts/detect', {})).execution_id, say);
    },
    async enable(frameworkId, say) {
      const path = `/compliance/frameworks/${frameworkId}/enable`;
      await api.finished((await api.post<Started>(path, {})).execution_id, say);
    },
    async assess(say) {
      await api.finished((await api.post<Started>('/compliance/assess', {})).execution_id, say);
    },
    async openDrifts() {
      return (await api.get<{ data: DriftItem[] }>('/drifts?per_page=100&sort=severity')).data;
    },
  };
  return api;
}
