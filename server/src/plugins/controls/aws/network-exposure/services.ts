import type { Transport } from './ingress.ts';

/** A service that people run, by the ports that it listens on when nobody moves it. */
export type NetworkService = { label: string; ports: readonly (readonly [Transport, number])[] };

const tcp = (label: string, ...ports: number[]): NetworkService => ({
  label,
  ports: ports.map((port) => ['tcp', port] as const),
});
const both = (label: string, ...ports: number[]): NetworkService => ({
  label,
  ports: ports.flatMap((port) => [['tcp', port] as const, ['udp', port] as const]),
});

/** Port numbers of the IANA registry and of the products' own documentation. */
export const networkServices = {
  cassandra: tcp('Cassandra', 7000, 7001, 7199, 8888, 9042, 9160),
  cifs: tcp('Windows file sharing', 139, 445),
  docker: tcp('the Docker API', 2375, 2376),
  elasticsearch: tcp('Elasticsearch and Kibana', 5601, 9200, 9300),
  ftp: tcp('FTP', 20, 21),
  kafka: tcp('Kafka', 9092),
  kerberos: both('Kerberos', 88, 464, 749, 750),
  kubernetes: tcp('Kubernetes and etcd', 2379, 2380, 6443, 10250),
  ldap: tcp('LDAP', 389, 636),
  memcached: both('Memcached', 11211),
  mongodb: tcp('MongoDB', 27017, 27018),
  mysql: tcp('MySQL', 3306),
  nfs: both('NFS', 111, 2049),
  oracle: tcp('Oracle Database', 1521, 2483, 2484),
  postgresql: tcp('PostgreSQL', 5432),
  rabbitmq: tcp('RabbitMQ', 5671, 5672, 15672),
  rdp: both('RDP', 3389),
  redis: tcp('Redis', 6379),
  sqlServer: both('SQL Server', 1433, 1434),
  ssh: tcp('SSH', 22),
  telnet: tcp('Telnet', 23),
  vnc: tcp('VNC', 5500, 5800, 5900, 5901),
  winrm: tcp('WinRM', 5985, 5986),
} satisfies Record<string, NetworkService>;

/** By which servers are administered from afar, as the benchmarks of all versions count them. */
export const administrationPorts = tcp('remote administration', 22, 3389);

/** The ports of a service for a sentence: `22`, `1433 and 1434`. */
export function portList(numbers: Iterable<number>): string {
  const ports = [...new Set(numbers)].sort((left, right) => left - right).map(String);
  const last = ports.pop() ?? '';
  return ports.length === 0 ? last : `${ports.join(', ')} and ${last}`;
}

export function portWord(numbers: readonly number[]): string {
  return new Set(numbers).size === 1 ? 'port' : 'ports';
}

/** The TCP ports that AWS itself counts as high risk (Security Hub control EC2.19). */
export const highRiskPorts = tcp(
  'high-risk services',
  ...[20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333],
  ...[5000, 5432, 5500, 5601, 8080, 8088, 8888, 9200, 9300],
);
