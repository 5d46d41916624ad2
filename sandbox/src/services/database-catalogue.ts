import { athenaOperations } from './athena.ts';
import { codebuildOperations } from './codebuild.ts';
import { elasticacheOperations } from './elasticache.ts';
import { kafkaOperations } from './kafka.ts';
import { migrationOperations } from './migration.ts';
import { opensearchOperations } from './opensearch.ts';
import { redshiftOperations } from './redshift.ts';
import type { ServiceDefinition } from './service.ts';

/** Caches, warehouses, search, queries, builds, migrations and streams. */
export const databaseServices: readonly ServiceDefinition[] = [
  {
    id: 'elasticache',
    signingName: 'elasticache',
    protocol: 'awsQuery',
    namespace: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
    actionPrefix: 'elasticache',
    load: () => import('@aws-sdk/client-elasticache'),
    operations: elasticacheOperations,
  },
  {
    id: 'redshift',
    signingName: 'redshift',
    protocol: 'awsQuery',
    namespace: 'http://redshift.amazonaws.com/doc/2012-12-01/',
    actionPrefix: 'redshift',
    load: () => import('@aws-sdk/client-redshift'),
    operations: redshiftOperations,
  },
  {
    id: 'opensearch',
    signingName: 'es',
    protocol: 'restJson1',
    namespace: '',
    actionPrefix: 'es',
    load: () => import('@aws-sdk/client-opensearch'),
    operations: opensearchOperations,
  },
  {
    id: 'athena',
    signingName: 'athena',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'athena',
    load: () => import('@aws-sdk/client-athena'),
    operations: athenaOperations,
  },
  {
    id: 'codebuild',
    signingName: 'codebuild',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'codebuild',
    load: () => import('@aws-sdk/client-codebuild'),
    operations: codebuildOperations,
  },
  {
    id: 'dms',
    signingName: 'dms',
    protocol: 'awsJson1_1',
    namespace: '',
    actionPrefix: 'dms',
    load: () => import('@aws-sdk/client-database-migration-service'),
    operations: migrationOperations,
  },
  {
    id: 'kafka',
    signingName: 'kafka',
    protocol: 'restJson1',
    namespace: '',
    actionPrefix: 'kafka',
    load: () => import('@aws-sdk/client-kafka'),
    operations: kafkaOperations,
  },
];
