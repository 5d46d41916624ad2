import {
  allowsByNotAction,
  escalations,
  grantsAction,
  grantsFullAdmin,
  grantsWholeService,
  type Policy,
  type PolicyAnswer,
  wholeServicesGranted,
} from '../../../../core/iam-policy.ts';
import type { Severity } from '../../../../core/severity.ts';

/** What a rule says about one policy: the end of a sentence about it, or undefined when it finds nothing. */
export type RuleAnswer = { finds: string | undefined } | { unreadable: string };

/** What a policy of an identity must not give, asked of managed and of inline policies alike. */
export type PolicyRule = {
  /** As the end of an id: `no-full-admin`. */
  slug: string;
  /** After "The policy …" and "No inline policy …", as titles. */
  mustNot: { policy: string; inline: string };
  severity: Severity;
  risk: string;
  /** What to write instead, as a sentence. */
  instead: string;
  references: readonly string[];
  ask(policy: Policy): RuleAnswer;
  /** The sentence of a pass: "The policy …". */
  good: string;
  /** Statements that break the rule and that keep it, for the examples. */
  bad: readonly object[];
  fine: readonly object[];
};

const leastPrivilege = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html';

function said<Details>(
  answer: PolicyAnswer<Details>,
  sentence: (yes: { statement: string } & Details) => string,
): RuleAnswer {
  if (answer.answer === 'unreadable') return { unreadable: answer.why };
  return { finds: answer.answer === 'yes' ? sentence(answer) : undefined };
}

function wholeService(service: string, name: string): Pick<PolicyRule, 'ask' | 'good' | 'bad' | 'fine'> {
  return {
    ask: (policy) =>
      said(
        grantsWholeService(policy, service),
        ({ statement }) => `allows every action of ${name} on every resource (${statement})`,
      ),
    good: `does not allow every action of ${name} on every resource`,
    bad: [{ Effect: 'Allow', Action: `${service}:*`, Resource: '*' }],
    fine: [{ Effect: 'Allow', Action: [`${service}:Describe*`, `${service}:List*`], Resource: '*' }],
  };
}

export const fullAdmin: PolicyRule = {
  slug: 'no-full-admin',
  mustNot: { policy: 'does not give full administrative rights', inline: 'gives full administrative rights' },
  severity: 'high',
  risk: 'Whoever holds such a policy, or steals the credentials of somebody who does, may do everything in the account, also remove the traces. Few people need that, and none of them all day.',
  instead: 'List the actions that are used and the resources that they are used on.',
  references: [
    leastPrivilege,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html',
  ],
  ask: (policy) =>
    said(grantsFullAdmin(policy), ({ statement, by }) =>
      by === 'Action'
        ? `allows every action on every resource (${statement})`
        : `allows all but a few actions on every resource, IAM among them (${statement})`,
    ),
  good: 'does not give full administrative rights',
  bad: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  fine: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
};

export const wholeKms: PolicyRule = {
  slug: 'no-whole-kms',
  mustNot: { policy: 'does not allow all of KMS', inline: 'allows all of KMS' },
  severity: 'medium',
  risk: 'All of KMS means to decrypt with any key of the account, to change who may use it, and to schedule its deletion: encrypted data then protects nothing from the holder, and can be made unreadable for everybody.',
  instead: 'Allow the actions that are needed, such as kms:Decrypt, on the ARNs of the keys.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html'],
  ...wholeService('kms', 'KMS'),
};

export const wholeCloudtrail: PolicyRule = {
  slug: 'no-whole-cloudtrail',
  mustNot: { policy: 'does not allow all of CloudTrail', inline: 'allows all of CloudTrail' },
  severity: 'medium',
  risk: 'All of CloudTrail means to stop the logging and to delete the trails: what an intruder with this policy does next is recorded nowhere.',
  instead:
    'Allow reading, such as cloudtrail:LookupEvents, and leave stopping and deleting of trails to few.',
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_id-based-policy-examples.html',
  ],
  ...wholeService('cloudtrail', 'CloudTrail'),
};

export const escalation: PolicyRule = {
  slug: 'no-privilege-escalation',
  mustNot: {
    policy: 'opens no way to higher rights',
    inline: 'opens a way to higher rights',
  },
  severity: 'high',
  risk: 'Some rights, alone or together, let their holder take rights that nobody meant to give: write a policy for oneself, make keys of an administrator, start a machine with a stronger role. Such a policy is an administrator policy that does not look like one.',
  instead:
    'Name the roles that may be passed, the users and policies that may be changed, or demand a permissions boundary by a condition.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  ],
  ask(policy) {
    const answer = escalations(policy);
    if (answer.answer === 'unreadable') return { unreadable: answer.why };
    if (answer.answer === 'no') return { finds: undefined };
    const [first] = answer.paths;
    if (first === undefined) return { finds: undefined };
    const more = answer.paths.length - 1;
    const others = more === 0 ? '' : `, and ${more} other ${more === 1 ? 'way' : 'ways'}`;
    return { finds: `lets its holder ${first.what} by ${first.actions} (${first.statement})${others}` };
  },
  good: 'opens none of the known ways to higher rights',
  bad: [{ Effect: 'Allow', Action: ['iam:PassRole', 'ec2:RunInstances'], Resource: '*' }],
  fine: [
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/app' },
    { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
  ],
};

export const marketplace: PolicyRule = {
  slug: 'no-marketplace-purchases',
  mustNot: {
    policy: 'does not allow purchases in the Marketplace',
    inline: 'allows purchases in the Marketplace',
  },
  severity: 'medium',
  risk: 'Whoever may subscribe to any product of the AWS Marketplace can commit the company to contracts and bring software of unknown origin into the account.',
  instead: 'Allow aws-marketplace:Subscribe to those who buy, and only there.',
  references: [
    'https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-iam-users-groups-policies.html',
  ],
  ask: (policy) =>
    said(
      grantsAction(policy, 'aws-marketplace:Subscribe', { covers: '*' }),
      ({ statement }) => `allows aws-marketplace:Subscribe for every product (${statement})`,
    ),
  good: 'does not allow aws-marketplace:Subscribe for every product',
  bad: [{ Effect: 'Allow', Action: 'aws-marketplace:Subscribe', Resource: '*' }],
  fine: [{ Effect: 'Allow', Action: 'aws-marketplace:ViewSubscriptions', Resource: '*' }],
};

export const notAction: PolicyRule = {
  slug: 'no-not-action',
  mustNot: { policy: 'allows by names, not by what it leaves out', inline: 'allows by what it leaves out' },
  severity: 'low',
  risk: 'An Allow with NotAction gives everything but a list. Each service that AWS adds is then allowed on the day it appears, and nobody who reads the policy sees what it gives.',
  instead: 'Name the allowed actions with Action; keep NotAction for Deny statements.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  ask: (policy) =>
    said(allowsByNotAction(policy), ({ statement, excluded }) => {
      const shown = excluded.slice(0, 3).join(', ');
      return `allows everything but ${shown === '' ? 'nothing' : shown}${excluded.length > 3 ? ' and others' : ''} (${statement})`;
    }),
  good: 'names the actions that it allows',
  bad: [{ Effect: 'Allow', NotAction: 's3:DeleteBucket', Resource: 'arn:aws:s3:::reports' }],
  fine: [{ Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }],
};

export const serviceWildcard: PolicyRule = {
  slug: 'no-whole-services',
  mustNot: { policy: 'allows no service as a whole', inline: 'allows a service as a whole' },
  severity: 'low',
  risk: 'All actions of a service are more than a task needs: reading and deleting, using and administering stand side by side. A stolen credential can then do the worst that the service knows.',
  instead: 'Replace service:* by the actions that are used; Access Analyzer proposes them from CloudTrail.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html',
  ],
  ask(policy) {
    const answer = wholeServicesGranted(policy);
    if (answer.answer === 'unreadable') return { unreadable: answer.why };
    if (answer.answer === 'no') return { finds: undefined };
    const services = [
      ...new Set(answer.findings.map(({ service }) => (service === '*' ? '*' : `${service}:*`))),
    ];
    const more = services.length > 5 ? ` and ${services.length - 5} more` : '';
    return {
      finds: `allows ${services.slice(0, 5).join(', ')}${more} (${answer.findings[0]?.statement ?? ''})`,
    };
  },
  good: 'allows no service as a whole',
  bad: [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/orders' }],
  fine: [{ Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Batch*'], Resource: '*' }],
};

export const assumesAnyRole: PolicyRule = {
  slug: 'no-assuming-any-role',
  mustNot: { policy: 'does not let its holder assume any role', inline: 'lets its holder assume any role' },
  severity: 'high',
  risk: 'With sts:AssumeRole on every role the holder becomes whichever role trusts the account, the strongest of them included, and roles of other accounts too.',
  instead: 'Name the ARNs of the roles as resources.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html'],
  ask: (policy) =>
    said(
      grantsAction(policy, 'sts:AssumeRole', { covers: 'arn:aws:iam::*:role/*' }),
      ({ statement }) => `lets its holder assume any role (${statement})`,
    ),
  good: 'does not let its holder assume any role',
  bad: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
  fine: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/reader' }],
};
