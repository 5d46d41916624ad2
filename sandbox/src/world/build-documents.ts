import { arn, type Site, standardTags, tagList } from './site.ts';

interface Sketch {
  id: string;
  team: string;
  engine: 'docdb' | 'neptune';
  version: string;
  port: number;
  /** What the team that set it up has left as it was. */
  careless?: boolean;
}

/** A DocumentDB or Neptune cluster with its instances, in the shape that the RDS API answers for all three. */
function addCluster(site: Site, { id, team, engine, version, port, careless = false }: Sketch): void {
  const { region, plan } = site;
  const model = region.dbClusters.all().find((cluster) => cluster.Engine === 'aurora-postgresql');
  const member = region.dbInstances
    .all()
    .find((one) => one.DBClusterIdentifier === model?.DBClusterIdentifier);
  if (model === undefined || member === undefined) return;
  const { KmsKeyId, DatabaseName: _, ...rest } = model;
  const tags = tagList(standardTags(id, plan.stage, team));
  const members = careless ? [`${id}-1`] : [`${id}-1`, `${id}-2`];
  region.dbClusters.put({
    ...rest,
    DBClusterIdentifier: id,
    DBClusterArn: arn(site, 'rds', `cluster:${id}`),
    DbClusterResourceId: `cluster-${engine.toUpperCase()}${id.length}`,
    Engine: engine,
    EngineVersion: version,
    Port: port,
    Endpoint: `${id}.cluster.${region.name}.${engine}.amazonaws.com`,
    ReaderEndpoint: `${id}.cluster-ro.${region.name}.${engine}.amazonaws.com`,
    DBClusterParameterGroup: `default.${engine}${version.split('.').slice(0, 2).join('.')}`,
    MultiAZ: !careless,
    StorageEncrypted: !careless,
    ...(careless ? {} : { KmsKeyId }),
    BackupRetentionPeriod: careless ? 1 : 14,
    DeletionProtection: !careless,
    EnabledCloudwatchLogsExports: careless ? [] : ['audit'],
    IAMDatabaseAuthenticationEnabled: engine === 'neptune',
    DBClusterMembers: members.map((DBInstanceIdentifier, index) => ({
      DBInstanceIdentifier,
      IsClusterWriter: index === 0,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: 1,
    })),
    TagList: tags,
  });
  for (const [index, DBInstanceIdentifier] of members.entries()) {
    region.dbInstances.put({
      ...member,
      DBInstanceIdentifier,
      DBInstanceArn: arn(site, 'rds', `db:${DBInstanceIdentifier}`),
      DbiResourceId: `db-${engine.toUpperCase()}${id.length}${index}`,
      DBClusterIdentifier: id,
      Engine: engine,
      EngineVersion: version,
      Endpoint: {
        ...member.Endpoint,
        Address: `${DBInstanceIdentifier}.${region.name}.${engine}.amazonaws.com`,
        Port: port,
      },
      DBParameterGroups: [
        {
          DBParameterGroupName: `default.${engine}${version.split('.').slice(0, 2).join('.')}`,
          ParameterApplyStatus: 'in-sync',
        },
      ],
      AvailabilityZone: `${region.name}${plan.zones[index] ?? 'a'}`,
      StorageEncrypted: !careless,
      EnabledCloudwatchLogsExports: [],
      TagList: tags,
    });
  }
}

/** Documents and graphs of the company. */
export function buildDocuments(site: Site): void {
  if (site.region.name !== 'us-east-1') return;
  addCluster(site, {
    id: 'catalog-documents',
    team: 'storefront',
    engine: 'docdb',
    version: '5.0.0',
    port: 27017,
  });
  addCluster(site, {
    id: 'support-notes',
    team: 'support',
    engine: 'docdb',
    version: '5.0.0',
    port: 27017,
    careless: true,
  });
  addCluster(site, {
    id: 'related-products',
    team: 'storefront',
    engine: 'neptune',
    version: '1.3.2.0',
    port: 8182,
  });
}
