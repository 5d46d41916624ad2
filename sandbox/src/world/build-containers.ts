import { dataKey, keyArn } from './build-keys.ts';
import type { Network } from './build-network.ts';
import { arn, company, type Site, standardTags } from './site.ts';

function addEksCluster(site: Site, network: Network, name: string): void {
  const { random, region, world, plan } = site;
  region.eksClusters.put({
    name,
    arn: arn(site, 'eks', `cluster/${name}`),
    createdAt: random.dateAgo(200, 500),
    version: region.name === 'us-east-1' ? '1.34' : '1.33',
    endpoint: `https://${random.hex(32).toUpperCase()}.gr7.${region.name}.eks.amazonaws.com`,
    roleArn: `arn:aws:iam::${world.accountId}:role/eks-cluster`,
    resourcesVpcConfig: {
      subnetIds: network.privateSubnets,
      securityGroupIds: [network.groups.internal ?? ''],
      clusterSecurityGroupId: network.groups.internal ?? '',
      vpcId: network.vpcId,
      endpointPublicAccess: false,
      endpointPrivateAccess: true,
      publicAccessCidrs: [],
    },
    kubernetesNetworkConfig: {
      serviceIpv4Cidr: '172.20.0.0/16',
      ipFamily: 'ipv4',
      elasticLoadBalancing: { enabled: false },
    },
    logging: {
      clusterLogging: [
        { types: ['api', 'audit', 'authenticator'], enabled: true },
        { types: ['controllerManager', 'scheduler'], enabled: false },
      ],
    },
    identity: {
      oidc: { issuer: `https://oidc.eks.${region.name}.amazonaws.com/id/${random.hex(32).toUpperCase()}` },
    },
    status: 'ACTIVE',
    certificateAuthority: { data: Buffer.from(`certificate of ${name}`).toString('base64') },
    platformVersion: 'eks.14',
    tags: standardTags(name, plan.stage, 'platform'),
    encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: keyArn(site, dataKey) } }],
    health: { issues: [] },
    accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
    upgradePolicy: { supportType: 'STANDARD' },
    deletionProtection: false,
  });
}

function addEcsCluster(site: Site, clusterName: string): void {
  const { region, plan } = site;
  region.ecsClusters.put({
    clusterArn: arn(site, 'ecs', `cluster/${clusterName}`),
    clusterName,
    status: 'ACTIVE',
    registeredContainerInstancesCount: 0,
    runningTasksCount: 12,
    pendingTasksCount: 0,
    activeServicesCount: 5,
    statistics: [],
    tags: Object.entries(standardTags(clusterName, plan.stage, 'storefront')).map(([key, value]) => ({
      key,
      value,
    })),
    settings: [{ name: 'containerInsights', value: 'enabled' }],
    capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }],
    configuration: { executeCommandConfiguration: { logging: 'DEFAULT' } },
  });
}

const keepLast = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: 'Keep the last 50 images',
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 50 },
      action: { type: 'expire' },
    },
  ],
});

function addRepository(site: Site, repositoryName: string, team: string): void {
  const { random, region, world, plan } = site;
  const legacy = repositoryName.endsWith('/legacy-admin');
  region.repositories.put({
    repositoryName,
    repositoryArn: arn(site, 'ecr', `repository/${repositoryName}`),
    registryId: world.accountId,
    repositoryUri: `${world.accountId}.dkr.ecr.${region.name}.amazonaws.com/${repositoryName}`,
    createdAt: random.dateAgo(100, 900),
    imageTagMutability: legacy ? 'MUTABLE' : 'IMMUTABLE',
    imageScanningConfiguration: { scanOnPush: !legacy },
    encryptionConfiguration: legacy
      ? { encryptionType: 'AES256' }
      : { encryptionType: 'KMS', kmsKey: keyArn(site, dataKey) },
    tags: standardTags(repositoryName, plan.stage, team),
    ...(legacy ? {} : { lifecyclePolicy: keepLast }),
    ...(repositoryName.endsWith('/base')
      ? {
          policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'PullFromAccount',
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:iam::${world.accountId}:root` },
                Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
              },
            ],
          }),
        }
      : {}),
  });
}

/** Clusters and image repositories of the two productive regions. */
export function buildContainers(site: Site, network: Network): void {
  if (site.plan.stage !== 'prod') return;
  addEksCluster(site, network, `${company}-${site.region.name === 'us-east-1' ? 'prod' : 'prod-eu'}`);
  addEcsCluster(site, `storefront-${site.plan.stage}`);
  addRepository(site, `${company}/base`, 'platform');
  addRepository(site, `${company}/storefront`, 'storefront');
  if (site.region.name !== 'us-east-1') return;
  addRepository(site, `${company}/checkout-api`, 'checkout');
  addRepository(site, `${company}/search`, 'storefront');
  addRepository(site, `${company}/legacy-admin`, 'platform');
}
