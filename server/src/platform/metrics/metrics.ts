import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * The metrics of one process. Each module adds its own instruments to `registry`; the names are published and
 * permanent.
 */
export type Metrics = {
  registry: Registry;
  httpRequest(facts: { method: string; path: string; status: number; seconds: number }): void;
  databaseQuery(seconds: number): void;
};

export function createMetrics(options: { connections?: () => { open: number; idle: number } } = {}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'infraudit_http_requests_total',
    help: 'HTTP requests by method, route and status.',
    labelNames: ['method', 'path', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'infraudit_http_request_duration_seconds',
    help: 'Duration of HTTP requests by method and route.',
    labelNames: ['method', 'path'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const query = new Histogram({
    name: 'infraudit_db_query_duration_seconds',
    help: 'Duration of database transactions, waiting included.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  const { connections } = options;
  if (connections !== undefined) {
    new Gauge({
      name: 'infraudit_db_connections_open',
      help: 'Open database connections.',
      registers: [registry],
      collect() {
        this.set(connections().open);
      },
    });
    new Gauge({
      name: 'infraudit_db_connections_idle',
      help: 'Database connections that nobody uses at the moment.',
      registers: [registry],
      collect() {
        this.set(connections().idle);
      },
    });
  }
  return {
    registry,
    httpRequest({ method, path, status, seconds }) {
      requests.inc({ method, path, status: String(status) });
      duration.observe({ method, path }, seconds);
    },
    databaseQuery: (seconds) => query.observe(seconds),
  };
}
