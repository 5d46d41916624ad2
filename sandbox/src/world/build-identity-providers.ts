import { addRole } from './build-iam.ts';
import { dayFromToday, type Random } from './random.ts';
import { company, tagList } from './site.ts';
import type { World } from './world.ts';

const github = 'token.actions.githubusercontent.com';

function trust(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}

/** Who signs in from elsewhere, what watches over that, and whom AWS would call; with a few faults. */
export function buildIdentityProviders(world: World, random: Random): void {
  const { iam } = world;
  const arn = (rest: string) => `arn:aws:iam::${world.accountId}:${rest}`;
  iam.samlProviders.put({
    Arn: arn('saml-provider/staff-sso'),
    CreateDate: new Date('2024-02-01T09:00:00Z'),
    ValidUntil: dayFromToday(2600),
    document: `<EntityDescriptor entityID="https://sso.${company}.example"/>`,
    Tags: tagList({ Team: 'platform' }),
  });
  iam.oidcProviders.put({
    Arn: arn(`oidc-provider/${github}`),
    Url: github,
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    CreateDate: new Date('2024-06-03T09:00:00Z'),
    Tags: [],
  });
  const byGithub = (subject: string) =>
    trust({
      Principal: { Federated: arn(`oidc-provider/${github}`) },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${github}:sub`]: subject },
      },
    });
  addRole(world, random, 'github-release', '', {
    own: ['ci-deploy'],
    trustPolicy: byGithub(`repo:${company}/storefront:ref:refs/heads/main`),
  });
  // Fault: every repository in the world may take this role.
  addRole(world, random, 'github-preview', '', { own: ['log-reader'], trustPolicy: byGithub('repo:*') });
  // Fault: another company's account, without an external id.
  addRole(world, random, 'vendor-monitoring', '', {
    attached: ['job-function/ViewOnlyAccess'],
    trustPolicy: trust({ Principal: { AWS: 'arn:aws:iam::464622532012:root' }, Action: 'sts:AssumeRole' }),
  });
  addRole(world, random, 'incident-support', '', {
    attached: ['AWSSupportAccess'],
    trustPolicy: trust({ Principal: { AWS: arn('root') }, Action: 'sts:AssumeRole' }),
  });

  const certificate = (name: string, Expiration: string) =>
    iam.serverCertificates.put({
      Path: '/',
      ServerCertificateName: name,
      ServerCertificateId: `ASCA${random.letters(17)}`,
      Arn: arn(`server-certificate/${name}`),
      UploadDate: new Date('2024-01-15T09:00:00Z'),
      Expiration: new Date(Expiration),
      Tags: [],
    });
  certificate('legacy-partner-api', dayFromToday(785).toISOString());
  // Fault: forgotten when the site moved to ACM.
  certificate('old-storefront', '2025-01-15T09:00:00Z');

  // Fault: the other two regions have none.
  for (const [region, active] of [
    ['us-east-1', 2],
    ['eu-central-1', 0],
  ] as const) {
    iam.analyzers.put({
      region,
      arn: `arn:aws:access-analyzer:${region}:${world.accountId}:analyzer/outside-access`,
      name: 'outside-access',
      type: 'ACCOUNT',
      status: 'ACTIVE',
      createdAt: new Date('2024-03-04T09:00:00Z'),
      tags: { Team: 'security' },
      findings: { active, archived: 3 },
    });
  }

  iam.contact = { ...iam.contact, CompanyName: company };
  iam.alternateContacts = [
    {
      AlternateContactType: 'SECURITY',
      Name: 'Security desk',
      Title: 'On call',
      EmailAddress: `security@${company}.example`,
      PhoneNumber: '+353 1 555 0110',
    },
    {
      AlternateContactType: 'BILLING',
      Name: 'Accounts payable',
      Title: 'Finance',
      EmailAddress: `billing@${company}.example`,
      PhoneNumber: '+353 1 555 0120',
    },
  ];
  iam.rootPasswordLastUsed = new Date('2024-03-05T10:00:00Z');
  // Fault: nobody took the password of somebody who left away.
  const left = iam.users.get('david.okafor');
  if (left) iam.users.put({ ...left, PasswordLastUsed: dayFromToday(-284) });
}
