import type { Topic } from '../benchmark.ts';

const subscribers =
  'Whether somebody who acts is behind the address that the alarm notifies is for a person to confirm.';

/** A metric filter on the trail's log group and an alarm with somebody to tell. */
const alarmOn = (what: string): Topic => ({ title: `An alarm tells of ${what}`, manual: subscribers });

const both =
  'It looks at IPv4 and IPv6 alike; the recommendation is about one of them, which has a control of its own.';
const bothFamilies = {
  'aws-ec2-security-group-ssh-closed': both,
  'aws-ec2-security-group-rdp-closed': both,
  'aws-ec2-security-group-all-ports-closed': both,
};

/** Everything that the benchmark for AWS accounts has asked for since version 2.0. */
export const topics = {
  contactDetails: {
    title: 'Contact details of the account are current',
    manual: 'Whether the address and telephone number still reach the right people can only be tried.',
  },
  securityContact: {
    title: 'A security contact is registered for the account',
    manual: 'Whether the registered contact is the right one, and answers, can only be tried.',
  },
  securityQuestions: {
    title: 'Security questions of the account are registered',
    manual:
      'No API tells whether security questions are registered; the vendor has stopped offering new ones.',
  },
  noRootAccessKey: { title: 'The root user has no access key' },
  rootMfa: { title: 'The root user signs in with multi-factor authentication' },
  rootHardwareMfa: {
    title: 'The root user signs in with a hardware token',
    manual: 'Virtual devices are seen; that the hardware token is kept safe, only a person can see.',
  },
  rootUnused: {
    title: 'The root user is not used for daily work',
    manual: 'When root was last used is seen; whether the task needed root, only a person can say.',
  },
  passwordLength: { title: 'Passwords have at least 14 characters' },
  passwordReuse: { title: 'The last 24 passwords cannot be used again' },
  userMfa: { title: 'Each user with a console password has multi-factor authentication' },
  noSetupKey: {
    title: 'Users get no access key together with their console password',
    manual: 'A key made at the same time as the user is seen; whether it was wanted, only a person can say.',
  },
  unusedCredentials: { title: 'Credentials unused for 45 days are switched off' },
  oneAccessKey: { title: 'No user has two active access keys' },
  accessKeyRotation: { title: 'Access keys are replaced within 90 days' },
  permissionsThroughGroups: { title: 'Users get permissions through groups only' },
  noFullAdministrator: { title: 'No attached policy allows every action on everything' },
  supportRole: { title: 'A role exists for cases with the vendor’s support' },
  instanceRole: {
    title: 'Instances reach other services through a role',
    manual: 'An instance with a role can still hold keys of a user; somebody must look into the machine.',
  },
  noExpiredServerCertificate: { title: 'No expired certificate is left in IAM' },
  accessAnalyzer: { title: 'An external access analyser is active in each region' },
  centralUsers: {
    title: 'People are managed in one place, by federation or an organisation',
    manual:
      'Identity providers are seen; whether all people come through them, only the owner of the accounts knows.',
  },
  cloudShell: {
    title: 'Full access to CloudShell is restricted',
    manual:
      'Attachments of the vendor’s policy are seen; who may have it all the same is a decision of people.',
    also: ['prowler:iam_policy_cloudshell_admin_not_attached'],
  },
  bucketTls: { title: 'Buckets refuse requests without TLS' },
  bucketMfaDelete: {
    title: 'Versions in buckets can only be deleted with a second factor',
    manual:
      'The setting is seen; which buckets are worth it, and who holds the device, is a decision of people.',
  },
  bucketsClassified: {
    title: 'Data in buckets is discovered, classified and protected',
    manual:
      'Whether Macie runs is seen; whether what it found was classified and protected, only a person can say.',
  },
  bucketPublicAccess: { title: 'Buckets block public access' },
  ebsEncryption: {
    title: 'Volumes are encrypted, new ones by default in each region',
    also: ['prowler:ec2_ebs_default_encryption'],
  },
  cifsPort: {
    title: 'File sharing over CIFS is not open to untrusted networks',
    manual: 'Openness to the internet is seen; which other networks are trusted is a decision of people.',
  },
  rdsEncryption: {
    title: 'Database instances are encrypted at rest',
    not: {
      'prowler:rds_instance_transport_encrypted':
        'It looks at connections; the requirement is about stored data.',
    },
  },
  rdsMinorUpgrades: { title: 'Database instances take minor upgrades by themselves' },
  rdsNotPublic: {
    title: 'Database instances are not publicly accessible',
    not: {
      'aws-rds-instance-private-subnets': 'An instance in such a subnet has no public address by that alone.',
      'aws-rds-instance-security-group-closed':
        'An open group does not make an instance publicly accessible.',
    },
  },
  rdsMultiAz: {
    title: 'Databases run in several availability zones',
    manual: 'The setting is seen; which databases may do without is a decision of people.',
  },
  efsEncryption: {
    title: 'File systems are encrypted at rest',
    manual: 'Encryption is seen; whether an unencrypted file system may stay is a decision of people.',
  },
  trailAllRegions: {
    title: 'A trail records the API calls of all regions',
    manual:
      'The trail is seen; whether its events and their store are what the organisation needs, a person must say.',
  },
  trailValidation: { title: 'Log files of trails can be validated' },
  trailBucketNotPublic: { title: 'Buckets with trails are not public' },
  trailToLogs: { title: 'Trails are delivered to a log group' },
  configRecorder: { title: 'Configuration is recorded in each region' },
  trailBucketLogging: {
    title: 'Access to the buckets of trails is logged',
    manual:
      'The setting is seen for buckets of this account; a bucket of another account must be looked at there.',
  },
  trailEncryption: { title: 'Trails are encrypted with a key of the customer' },
  keyRotation: { title: 'Symmetric customer keys are rotated each year' },
  flowLogs: { title: 'Each VPC has flow logs' },
  objectWrites: { title: 'Writing of objects in buckets is recorded' },
  objectReads: { title: 'Reading of objects in buckets is recorded' },
  unauthorisedCalls: alarmOn('API calls that were not authorised'),
  signInWithoutMfa: alarmOn('console sign-ins without a second factor'),
  rootUse: alarmOn('use of the root user'),
  policyChanges: alarmOn('changes of IAM policies'),
  trailChanges: alarmOn('changes of trails'),
  failedSignIns: alarmOn('failed console sign-ins'),
  keyDeletion: alarmOn('customer keys being disabled or scheduled for deletion'),
  bucketPolicyChanges: alarmOn('changes of bucket policies'),
  configChanges: alarmOn('changes of the configuration recorder'),
  securityGroupChanges: alarmOn('changes of security groups'),
  networkAclChanges: alarmOn('changes of network ACLs'),
  gatewayChanges: alarmOn('changes of network gateways'),
  routeTableChanges: alarmOn('changes of route tables'),
  vpcChanges: alarmOn('changes of VPCs'),
  organizationChanges: alarmOn('changes of the organisation'),
  securityHub: { title: 'Security Hub is active' },
  networkAclRemotePorts: { title: 'No network ACL opens remote administration to the internet' },
  groupRemotePortsIpv4: {
    title: 'No security group opens remote administration to all IPv4 addresses',
    not: { ...bothFamilies, 'aws-ec2-security-group-admin-ports-closed-ipv6': 'It looks at IPv6 addresses.' },
  },
  groupRemotePortsIpv6: {
    title: 'No security group opens remote administration to all IPv6 addresses',
    not: { ...bothFamilies, 'aws-ec2-security-group-admin-ports-closed-ipv4': 'It looks at IPv4 addresses.' },
  },
  defaultGroupClosed: { title: 'The default security group of each VPC lets nothing through' },
  peeringRoutes: {
    title: 'Routes of VPC peerings reach no further than needed',
    manual: 'The routes are seen; which of them are needed, only the owner of the networks knows.',
  },
  imdsv2: { title: 'Instances answer metadata requests with a session token only' },
} satisfies Record<string, Topic>;
