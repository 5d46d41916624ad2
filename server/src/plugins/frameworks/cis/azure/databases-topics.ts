import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of databases, under whatever number. */
export const databasesTopics = {
  sqlAuditing: { title: 'SQL servers audit' },
  sqlFirewall: { title: 'No SQL server accepts all addresses' },
  sqlTdeCmk: { title: 'SQL encryption uses a key of the customer' },
  sqlEntraAdmin: { title: 'SQL servers have an administrator from the directory' },
  sqlTde: { title: 'SQL databases are encrypted' },
  sqlAuditRetention: { title: 'SQL audits are kept for more than 90 days' },
  sqlDefender: { title: 'Defender watches critical SQL servers' },
  sqlAssessmentStore: { title: 'SQL vulnerability assessment is on and has a place for results' },
  sqlAssessmentRecurring: { title: 'SQL vulnerability assessment repeats by itself' },
  sqlAssessmentReports: { title: 'Results of SQL assessments are sent' },
  sqlAssessmentAdmins: { title: 'Administrators and owners get results of SQL assessments' },
  pgTls: { title: 'PostgreSQL refuses connections without TLS' },
  pgCheckpoints: { title: 'PostgreSQL logs checkpoints' },
  pgConnections: { title: 'PostgreSQL logs connections' },
  pgDisconnections: { title: 'PostgreSQL logs ends of connections' },
  pgThrottling: { title: 'PostgreSQL throttles connections' },
  pgRetention: { title: 'PostgreSQL keeps logs for more than three days' },
  pgNoAzureAccess: { title: 'PostgreSQL does not accept all services of the vendor' },
  pgInfrastructure: { title: 'PostgreSQL is encrypted twice' },
  mysqlTls: { title: 'MySQL refuses connections without TLS' },
  mysqlTlsVersion: { title: 'MySQL demands TLS 1.2' },
  mysqlAudit: { title: 'MySQL audits', manual: reasons.need },
  mysqlAuditConnections: { title: 'MySQL audits connections', manual: reasons.need },
  cosmosNetworks: { title: 'Cosmos DB accepts chosen networks only' },
  cosmosPrivate: { title: 'Cosmos DB is reached over private endpoints', manual: reasons.need },
  cosmosEntra: { title: 'Cosmos DB clients sign in through the directory', manual: reasons.need },
} satisfies Record<string, Topic>;
