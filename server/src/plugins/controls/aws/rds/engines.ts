import { notApplicable, type Verdict } from '../../../../core/verdict.ts';

/** What the RDS API calls a cluster is one of three services, told apart by its engine. */
export type ClusterFamily = 'RDS' | 'DocumentDB' | 'Neptune';

function familyOf(engine: string | undefined): ClusterFamily {
  if (engine === 'docdb') return 'DocumentDB';
  return engine === 'neptune' ? 'Neptune' : 'RDS';
}

/** Not applicable for what another service's control judges; undefined when the resource is of the family. */
export function otherFamily(
  { Engine }: { Engine?: string | undefined },
  family: ClusterFamily,
): Verdict | undefined {
  const is = familyOf(Engine);
  return is === family ? undefined : notApplicable(`The engine ${Engine} is ${is}, not ${family}.`, 'Engine');
}

/** Not applicable for an instance whose cluster holds the setting. */
export function inCluster(instance: { DBClusterIdentifier?: string | undefined }): Verdict | undefined {
  if (instance.DBClusterIdentifier === undefined) return undefined;
  return notApplicable(
    `The cluster ${instance.DBClusterIdentifier} holds this setting and is judged for it.`,
    'DBClusterIdentifier',
  );
}

/** The family of database software: `aurora-postgresql` is `postgres`; undefined for one without a rule here. */
export function softwareOf(
  engine: string | undefined,
): 'postgres' | 'mysql' | 'sqlserver' | 'oracle' | 'db2' | 'docdb' | 'neptune' | undefined {
  if (engine === undefined) return undefined;
  if (engine.includes('postgres')) return 'postgres';
  if (engine === 'aurora' || engine.includes('mysql') || engine === 'mariadb') return 'mysql';
  if (engine.includes('sqlserver')) return 'sqlserver';
  if (engine.includes('oracle')) return 'oracle';
  if (engine.startsWith('db2')) return 'db2';
  return engine === 'docdb' || engine === 'neptune' ? engine : undefined;
}

/** Ports that the vendor gives a new database. */
const usualPorts: Record<NonNullable<ReturnType<typeof softwareOf>>, number> = {
  postgres: 5432,
  mysql: 3306,
  sqlserver: 1433,
  oracle: 1521,
  db2: 50_000,
  docdb: 27_017,
  neptune: 8182,
};

export function usualPort(engine: string | undefined): number | undefined {
  const software = softwareOf(engine);
  return software === undefined ? undefined : usualPorts[software];
}

/** Names of the first user that the console suggests or that every attacker tries. */
const guessable = new Set([
  'admin',
  'administrator',
  'postgres',
  'root',
  'sa',
  'awsuser',
  'master',
  'system',
]);

export function isGuessableUser(name: string): boolean {
  return guessable.has(name.toLowerCase());
}

/** The log that tells of failures and sign-ins, by software; every engine has others besides. */
const mainLog: Partial<Record<NonNullable<ReturnType<typeof softwareOf>>, string>> = {
  postgres: 'postgresql',
  mysql: 'error',
  sqlserver: 'error',
  oracle: 'alert',
  db2: 'diag.log',
  docdb: 'audit',
  neptune: 'audit',
};

/** The log that must be exported and is not; undefined when it is. `any` when no log at all is exported. */
export function missingLog(engine: string | undefined, exported: readonly string[]): string | undefined {
  const software = softwareOf(engine);
  const wanted = software === undefined ? undefined : mainLog[software];
  if (wanted === undefined) return exported.length > 0 ? undefined : 'any';
  return exported.includes(wanted) ? undefined : wanted;
}
