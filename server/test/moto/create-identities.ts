import { type Aws, type Expected, policy, tagList, text } from './sdk.ts';

export type Identities = { lambdaRole: string; policyArn: string; expected: Expected[] };

const trust = (service: string): string =>
  policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });

const readOrders = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' });

/** What an account has once: people, roles, policies, settings, and CloudFront. */
export async function createIdentities(aws: Aws): Promise<Identities> {
  const expected: Expected[] = [];
  const expect = (type: string, id: string, configuration: object): void =>
    void expected.push({ type, region: 'global', id, configuration });

  const policyArn = text(
    await aws.send('iam:CreatePolicy', {
      PolicyName: 'read-orders',
      Description: 'reads orders',
      PolicyDocument: readOrders,
      Tags: tagList({ team: 'shop' }),
    }),
    'Policy.Arn',
  );
  const otherArn = text(
    await aws.send('iam:CreatePolicy', { PolicyName: 'spare', PolicyDocument: readOrders }),
    'Policy.Arn',
  );
  expect('iam_policy', 'spare', { PolicyArn: otherArn, PolicyDocument: JSON.parse(readOrders) as object });

  const role = async (name: string, service: string): Promise<string> =>
    text(
      await aws.send('iam:CreateRole', {
        RoleName: name,
        AssumeRolePolicyDocument: trust(service),
        Description: `for ${name}`,
        MaxSessionDuration: 7200,
        Tags: tagList({ team: 'shop' }),
      }),
      'Role.Arn',
    );
  const lambdaRole = await role('orders-function', 'lambda.amazonaws.com');
  await role('cluster', 'eks.amazonaws.com');
  await role('flow', 'vpc-flow-logs.amazonaws.com');
  await aws.send('iam:PutRolePolicy', {
    RoleName: 'orders-function',
    PolicyName: 'inline',
    PolicyDocument: readOrders,
  });
  await aws.send('iam:AttachRolePolicy', { RoleName: 'orders-function', PolicyArn: policyArn });
  expect('iam_role', 'orders-function', {
    Description: 'for orders-function',
    MaxSessionDuration: 7200,
    ManagedPolicyArns: [policyArn],
    Policies: [{ PolicyName: 'inline', PolicyDocument: JSON.parse(readOrders) as object }],
    AssumeRolePolicyDocument: JSON.parse(trust('lambda.amazonaws.com')) as object,
    Tags: tagList({ team: 'shop' }),
  });
  expect('iam_role', 'cluster', { RoleName: 'cluster' });

  await aws.send('iam:CreateGroup', { GroupName: 'developers' });
  await aws.send('iam:AttachGroupPolicy', { GroupName: 'developers', PolicyArn: policyArn });
  await aws.send('iam:CreateGroup', { GroupName: 'auditors' });
  expect('iam_group', 'developers', { ManagedPolicyArns: [policyArn] });
  expect('iam_group', 'auditors', { GroupName: 'auditors' });
  expect('iam_policy', 'read-orders', {
    Description: 'reads orders',
    PolicyDocument: JSON.parse(readOrders) as object,
    Tags: tagList({ team: 'shop' }),
  });

  for (const name of ['ada', 'grace']) await aws.send('iam:CreateUser', { UserName: name });
  await aws.send('iam:AddUserToGroup', { GroupName: 'developers', UserName: 'ada' });
  await aws.send('iam:CreateLoginProfile', { UserName: 'ada', Password: 'S0mething-Long!' });
  // Moto takes it here and not at creation.
  await aws.send('iam:UpdateLoginProfile', {
    UserName: 'ada',
    Password: 'S0mething-Long!',
    PasswordResetRequired: true,
  });
  await aws.send('iam:CreateAccessKey', { UserName: 'grace' });
  await aws.send('iam:PutUserPolicy', { UserName: 'grace', PolicyName: 'own', PolicyDocument: readOrders });
  expect('iam_user', 'ada', { Groups: ['developers'], LoginProfile: { PasswordResetRequired: true } });
  expect('iam_user', 'grace', {
    AccessKeyMetadata: [{ Status: 'Active' }],
    Policies: [{ PolicyName: 'own', PolicyDocument: JSON.parse(readOrders) as object }],
  });

  await aws.send('iam:CreateAccountAlias', { AccountAlias: 'acme-shop' });
  await aws.send('iam:UpdateAccountPasswordPolicy', passwordPolicy(14));
  expect('iam_account', 'acme-shop', {
    AccountAliases: ['acme-shop'],
    PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true, MaxPasswordAge: 90 },
  });
  for (const host of ['www.example.com', 'static.example.com']) await createDistribution(aws, host, expect);
  return { lambdaRole, policyArn, expected };
}

export const passwordPolicy = (length: number): object => ({
  MinimumPasswordLength: length,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  AllowUsersToChangePassword: true,
  MaxPasswordAge: 90,
  PasswordReusePrevention: 24,
});

async function createDistribution(
  aws: Aws,
  host: string,
  expect: (type: string, id: string, configuration: object) => void,
): Promise<void> {
  const made = await aws.send('cloudfront:CreateDistribution', {
    DistributionConfig: {
      CallerReference: host,
      Comment: host,
      Enabled: true,
      DefaultRootObject: 'index.html',
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: 'web',
            DomainName: `origin.${host}`,
            CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' },
          },
        ],
      },
      DefaultCacheBehavior: {
        TargetOriginId: 'web',
        ViewerProtocolPolicy: 'redirect-to-https',
        MinTTL: 0,
        ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
        TrustedSigners: { Enabled: false, Quantity: 0 },
      },
    },
  });
  expect('cloudfront_distribution', text(made, 'Distribution.Id'), {
    DistributionConfig: {
      Enabled: true,
      Comment: host,
      DefaultRootObject: 'index.html',
      DefaultCacheBehavior: { TargetOriginId: 'web', ViewerProtocolPolicy: 'redirect-to-https' },
      Origins: [{ Id: 'web', DomainName: `origin.${host}` }],
    },
  });
}
