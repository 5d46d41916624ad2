import type { StoredPolicy, StoredUser } from './iam-records.ts';
import type { Random } from './random.ts';
import { company, tagList } from './site.ts';
import type { World } from './world.ts';

/** The customer-managed policy that the careless colleague opens up. */
export const deployPolicyName = 'ci-deploy';
export const auditRoleName = 'infraudit-read-only';

const managed = (name: string) => ({
  PolicyName: name.split('/').at(-1) ?? name,
  PolicyArn: `arn:aws:iam::aws:policy/${name}`,
});

function document(statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function allow(actions: string[], resources: string | string[]): object {
  return { Effect: 'Allow', Action: actions, Resource: resources };
}

export function policyArn(world: World, name: string): string {
  return `arn:aws:iam::${world.accountId}:policy/${name}`;
}

function addPolicy(
  world: World,
  random: Random,
  name: string,
  description: string,
  statements: object[],
): void {
  const CreateDate = random.dateAgo(100, 900);
  const policy: StoredPolicy = {
    PolicyName: name,
    PolicyId: `ANPA${random.letters(17)}`,
    Arn: policyArn(world, name),
    Path: '/',
    DefaultVersionId: 'v1',
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    Description: description,
    CreateDate,
    UpdateDate: CreateDate,
    Tags: tagList({ Team: 'platform', ManagedBy: 'terraform' }),
    versions: [{ VersionId: 'v1', document: document(statements), CreateDate, isDefault: true }],
  };
  world.iam.policies.put(policy);
}

function buildPolicies(world: World, random: Random): void {
  const bucket = (name: string) => [`arn:aws:s3:::${company}-${name}`, `arn:aws:s3:::${company}-${name}/*`];
  addPolicy(world, random, deployPolicyName, 'What the deployment pipeline may do', [
    allow(['ecs:UpdateService', 'ecs:DescribeServices', 'ecs:RegisterTaskDefinition'], '*'),
    allow(['s3:GetObject', 's3:PutObject'], bucket('build-artifacts')),
    allow(['iam:PassRole'], `arn:aws:iam::${world.accountId}:role/ecs-task-*`),
  ]);
  addPolicy(world, random, 'data-lake-read', 'Read the curated data', [
    allow(
      ['s3:GetObject', 's3:ListBucket'],
      [`arn:aws:s3:::data-lake-${company}-curated`, `arn:aws:s3:::data-lake-${company}-curated/*`],
    ),
    allow(['kms:Decrypt'], `arn:aws:kms:us-east-1:${world.accountId}:key/*`),
  ]);
  addPolicy(world, random, 'data-lake-write', 'Write events to the data lake', [
    allow(['s3:PutObject'], `arn:aws:s3:::data-lake-${company}-events/*`),
  ]);
  addPolicy(world, random, 'require-mfa', 'Deny everything but setting up MFA without it', [
    {
      Effect: 'Deny',
      NotAction: [
        'iam:CreateVirtualMFADevice',
        'iam:EnableMFADevice',
        'iam:GetUser',
        'iam:ListMFADevices',
        'sts:GetSessionToken',
      ],
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  ]);
  addPolicy(world, random, 'support-tickets', 'Open and follow support cases', [allow(['support:*'], '*')]);
  addPolicy(world, random, 'invoice-archive', 'Read archived invoices', [
    allow(['s3:GetObject'], bucket('invoices-prod')),
  ]);
  addPolicy(world, random, 'terraform-state', 'State and locks of the infrastructure code', [
    allow(['s3:GetObject', 's3:PutObject', 's3:ListBucket'], bucket('terraform-state')),
    allow(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
      `arn:aws:dynamodb:us-east-1:${world.accountId}:table/terraform-locks`,
    ),
  ]);
  addPolicy(world, random, 'log-reader', 'Read application logs', [
    allow(['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:DescribeLogGroups'], '*'),
  ]);
}

const groups: {
  name: string;
  attached: string[];
  own: string[];
  inline?: Record<string, string>;
}[] = [
  { name: 'administrators', attached: ['AdministratorAccess'], own: ['require-mfa'] },
  { name: 'developers', attached: ['ReadOnlyAccess'], own: ['require-mfa', 'log-reader'] },
  { name: 'data-scientists', attached: [], own: ['data-lake-read', 'require-mfa'] },
  {
    name: 'finance',
    attached: ['job-function/Billing'],
    own: ['invoice-archive'],
    inline: { budgets: document([allow(['budgets:ViewBudget', 'ce:GetCostAndUsage'], '*')]) },
  },
  { name: 'support', attached: ['AWSSupportAccess'], own: ['support-tickets'] },
];

const people: { name: string; groups: string[]; console: boolean; mfa: boolean; keys: number }[] = [
  { name: 'amelia.hart', groups: ['administrators'], console: true, mfa: true, keys: 0 },
  { name: 'jonas.lindqvist', groups: ['administrators'], console: true, mfa: true, keys: 1 },
  { name: 'priya.raman', groups: ['developers'], console: true, mfa: true, keys: 1 },
  { name: 'tomas.novak', groups: ['developers'], console: true, mfa: true, keys: 1 },
  { name: 'chen.wei', groups: ['developers', 'data-scientists'], console: true, mfa: true, keys: 1 },
  { name: 'sofia.marino', groups: ['data-scientists'], console: true, mfa: false, keys: 1 },
  { name: 'david.okafor', groups: ['finance'], console: true, mfa: true, keys: 0 },
  { name: 'lucy.brandt', groups: ['support'], console: true, mfa: true, keys: 0 },
  { name: 'svc-ci-deploy', groups: [], console: false, mfa: false, keys: 1 },
  { name: 'svc-metrics-export', groups: [], console: false, mfa: false, keys: 2 },
  { name: 'svc-legacy-backup', groups: [], console: false, mfa: false, keys: 1 },
];

function attachedPolicies(world: World, attached: string[], own: string[]) {
  return [
    ...attached.map(managed),
    ...own.map((name) => ({ PolicyName: name, PolicyArn: policyArn(world, name) })),
  ];
}

function accessKey(random: Random, userName: string, CreateDate: Date, active: boolean, service: string) {
  return {
    UserName: userName,
    AccessKeyId: `AKIA${random.letters(16)}`,
    Status: active ? ('Active' as const) : ('Inactive' as const),
    CreateDate,
    ...(active
      ? { lastUsed: { LastUsedDate: random.dateAgo(0, 2), ServiceName: service, Region: 'us-east-1' } }
      : {}),
  };
}

function buildUsers(world: World, random: Random): void {
  for (const person of people) {
    const CreateDate = random.dateAgo(60, 1200);
    const Arn = `arn:aws:iam::${world.accountId}:user/${person.name}`;
    const user: StoredUser = {
      UserName: person.name,
      UserId: `AIDA${random.letters(17)}`,
      Arn,
      Path: '/',
      CreateDate,
      Tags: person.console
        ? tagList({ Department: person.groups[0] ?? 'engineering' })
        : tagList({ Purpose: 'service' }),
      groups: person.groups,
      inlinePolicies:
        person.name === 'svc-legacy-backup'
          ? { 'write-backups': document([allow(['s3:PutObject'], `arn:aws:s3:::${company}-db-exports/*`)]) }
          : {},
      attachedPolicies:
        person.name === 'svc-ci-deploy' ? attachedPolicies(world, [], [deployPolicyName]) : [],
      accessKeys: Array.from({ length: person.keys }, (_, index) =>
        accessKey(random, person.name, random.dateAgo(10, 300), index === 0, person.console ? 'sts' : 's3'),
      ),
      mfaDevices: person.mfa
        ? [
            {
              UserName: person.name,
              SerialNumber: `arn:aws:iam::${world.accountId}:mfa/${person.name}`,
              EnableDate: CreateDate,
            },
          ]
        : [],
      ...(person.console
        ? {
            PasswordLastUsed: random.dateAgo(0, 5),
            loginProfile: { UserName: person.name, CreateDate, PasswordResetRequired: false },
          }
        : {}),
    };
    world.iam.users.put(user);
  }
  const rootArn = `arn:aws:iam::${world.accountId}`;
  world.iam.virtualMfaDevices = [
    {
      SerialNumber: `${rootArn}:mfa/root-account-mfa-device`,
      User: {
        UserName: '',
        UserId: world.accountId,
        Arn: `${rootArn}:root`,
        Path: '/',
        CreateDate: new Date('2019-02-11T08:12:40Z'),
      },
      EnableDate: new Date('2019-02-11T09:00:00Z'),
    },
    ...world.iam.users
      .all()
      .filter((user) => user.mfaDevices.length > 0)
      .map((user) => ({
        SerialNumber: user.mfaDevices[0]?.SerialNumber,
        User: user,
        EnableDate: user.mfaDevices[0]?.EnableDate,
      })),
  ];
}

export function addRole(
  world: World,
  random: Random,
  name: string,
  service: string,
  options: {
    path?: string;
    description?: string;
    attached?: string[];
    own?: string[];
    inline?: Record<string, string>;
    profile?: boolean;
    trustPolicy?: string;
  },
): void {
  const Path = options.path ?? '/';
  world.iam.roles.put({
    RoleName: name,
    RoleId: `AROA${random.letters(17)}`,
    Arn: `arn:aws:iam::${world.accountId}:role${Path}${name}`,
    Path,
    CreateDate: random.dateAgo(60, 1000),
    ...(options.description ? { Description: options.description } : {}),
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: '',
    RoleLastUsed: { LastUsedDate: random.dateAgo(0, 3), Region: 'us-east-1' },
    Tags: Path === '/' ? tagList({ Team: 'platform', ManagedBy: 'terraform' }) : [],
    trustPolicy:
      options.trustPolicy ??
      document([{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }]),
    inlinePolicies: options.inline ?? {},
    attachedPolicies: attachedPolicies(world, options.attached ?? [], options.own ?? []),
    instanceProfiles: options.profile ? [name] : [],
  });
}

/** The role an auditor assumes; its trust policy asks for the external id. */
export function addAuditRole(world: World, random: Random, externalId: string): void {
  addRole(world, random, auditRoleName, '', {
    description: 'Read-only access for the audit platform',
    attached: ['SecurityAudit', 'job-function/ViewOnlyAccess'],
    trustPolicy: document([
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${world.accountId}:root` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ]),
  });
}

function buildRoles(world: World, random: Random): void {
  const servers = ['web', 'checkout-api', 'search', 'kafka', 'etl-worker', 'bastion'];
  for (const name of servers) {
    addRole(world, random, `ec2-${name}`, 'ec2.amazonaws.com', {
      attached: ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy'],
      own: name === 'etl-worker' ? ['data-lake-write'] : [],
      profile: true,
    });
  }
  addRole(world, random, 'ecs-task-storefront', 'ecs-tasks.amazonaws.com', { own: ['log-reader'] });
  addRole(world, random, 'ecs-task-checkout', 'ecs-tasks.amazonaws.com', { own: ['invoice-archive'] });
  addRole(world, random, 'lambda-basic', 'lambda.amazonaws.com', {
    attached: ['service-role/AWSLambdaBasicExecutionRole'],
  });
  addRole(world, random, 'lambda-orders', 'lambda.amazonaws.com', {
    attached: ['service-role/AWSLambdaBasicExecutionRole'],
    inline: {
      'orders-table': document([
        allow(['dynamodb:GetItem', 'dynamodb:PutItem'], `arn:aws:dynamodb:*:${world.accountId}:table/orders`),
      ]),
    },
  });
  addRole(world, random, 'eks-cluster', 'eks.amazonaws.com', { attached: ['AmazonEKSClusterPolicy'] });
  addRole(world, random, 'vpc-flow-logs', 'vpc-flow-logs.amazonaws.com', {
    inline: { publish: document([allow(['logs:CreateLogStream', 'logs:PutLogEvents'], '*')]) },
  });
  addRole(world, random, 'cloudtrail-to-logs', 'cloudtrail.amazonaws.com', {
    inline: { publish: document([allow(['logs:CreateLogStream', 'logs:PutLogEvents'], '*')]) },
  });
  addRole(world, random, 's3-replication', 's3.amazonaws.com', {});
  addRole(world, random, 'terraform', 'codebuild.amazonaws.com', {
    own: ['terraform-state', deployPolicyName],
  });
  addRole(world, random, 'AWSServiceRoleForConfig', 'config.amazonaws.com', {
    path: '/aws-service-role/config.amazonaws.com/',
    attached: ['aws-service-role/AWSConfigServiceRolePolicy'],
  });
  addRole(world, random, 'AWSServiceRoleForRDS', 'rds.amazonaws.com', {
    path: '/aws-service-role/rds.amazonaws.com/',
    attached: ['aws-service-role/AmazonRDSServiceRolePolicy'],
  });
}

export function buildIam(world: World, random: Random): void {
  buildPolicies(world, random);
  for (const group of groups) {
    world.iam.groups.put({
      GroupName: group.name,
      GroupId: `AGPA${random.letters(17)}`,
      Arn: `arn:aws:iam::${world.accountId}:group/${group.name}`,
      Path: '/',
      CreateDate: random.dateAgo(600, 1400),
      inlinePolicies: group.inline ?? {},
      attachedPolicies: attachedPolicies(world, group.attached, group.own),
    });
  }
  buildUsers(world, random);
  buildRoles(world, random);
  world.iam.accountAliases = [`${company}-production`];
  world.iam.passwordPolicy = {
    MinimumPasswordLength: 14,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    ExpirePasswords: true,
    MaxPasswordAge: 90,
    PasswordReusePrevention: 24,
    HardExpiry: false,
  };
}
