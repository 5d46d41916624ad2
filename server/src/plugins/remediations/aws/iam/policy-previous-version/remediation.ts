import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../../core/canonical-json.ts';
import { grantsFullAdmin, parsePolicy } from '../../../../../core/iam-policy.ts';
import type { Json } from '../../../../../core/json.ts';
import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { iamPolicyType } from '../../../../providers/aws/resources/iam_policy/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../../target.ts';

type Version = {
  VersionId: string;
  /** Everything on everything, or a document that cannot be read. */
  AllowsEverything: boolean;
  /** Of the canonical document, to know the one of a baseline. */
  DocumentSha256: string;
};
type State = { DefaultVersionId: string; Versions: Version[] };

const digest = (document: Json) => createHash('sha256').update(canonicalJson(document)).digest('hex');
const number = (id: string) => Number(id.slice(1));

function documentOf(encoded: string | undefined): Json {
  try {
    return JSON.parse(decodeURIComponent(encoded ?? '')) as Json;
  } catch {
    return encoded ?? null;
  }
}

export const remediation = defineRemediation<typeof iamPolicyType, AwsActingSession, State>({
  id: 'aws-iam-policy-previous-version',
  title: 'Go back to an earlier version of an IAM policy that allows everything',
  description:
    'Makes the version of the baseline the default again, or the newest earlier one that does not allow everything. ' +
    'No version is deleted or written, and nothing is detached.',
  resource: iamPolicyType,
  risk: 'high',
  impact:
    'Whoever used rights that only the present version gives is refused from then on. ' +
    'The version that allows everything stays with the policy until somebody deletes it.',
  effortMinutes: 15,
  controls: ['aws-iam-policy-no-full-admin', 'aws-iam-policy-unattached-no-full-admin'],
  driftAttributes: ['PolicyDocument'],
  irreversible: null,
  permissions: {
    read: ['iam:ListPolicyVersions', 'iam:GetPolicyVersion'],
    write: ['iam:SetDefaultPolicyVersion'],
  },
  calls: { writes: ['iam:SetDefaultPolicyVersion'] },

  async read(session, { externalId }) {
    const PolicyArn = externalId;
    const list = await session.ask('iam', 'ListPolicyVersions', { PolicyArn }, { gone: ['NoSuchEntity'] });
    if (list.state !== 'value') return null;
    const versions: Version[] = [];
    let DefaultVersionId = '';
    for (const { VersionId = '', IsDefaultVersion } of list.value.Versions ?? []) {
      if (IsDefaultVersion) DefaultVersionId = VersionId;
      const answer = await session.ask('iam', 'GetPolicyVersion', { PolicyArn, VersionId });
      const document = documentOf(
        answer.state === 'value' ? answer.value.PolicyVersion?.Document : undefined,
      );
      versions.push({
        VersionId,
        AllowsEverything: grantsFullAdmin(parsePolicy(document)).answer !== 'no',
        DocumentSha256: digest(document),
      });
    }
    return {
      DefaultVersionId,
      Versions: versions.sort((a, b) => number(a.VersionId) - number(b.VersionId)),
    };
  },

  plan(state, { target, baseline }) {
    const { DefaultVersionId, Versions } = state;
    const now = Versions.find(({ VersionId }) => VersionId === DefaultVersionId);
    if (now?.AllowsEverything !== true) return { nothing: 'The policy does not allow everything.' };
    const safe = Versions.filter(({ AllowsEverything }) => !AllowsEverything);
    const wanted = baseline?.PolicyDocument;
    const before = wanted === undefined ? undefined : digest(wanted);
    const chosen =
      safe.find(({ DocumentSha256 }) => DocumentSha256 === before) ??
      safe.filter(({ VersionId }) => number(VersionId) < number(DefaultVersionId)).at(-1);
    if (chosen === undefined)
      return { cannot: 'The policy has no earlier version that allows less: write one by hand.' };
    return {
      after: { ...state, DefaultVersionId: chosen.VersionId },
      summary: `Make ${chosen.VersionId} the default of ${target.name} instead of ${DefaultVersionId}, which allows everything`,
    };
  },

  async write(session, { externalId }, _from, { DefaultVersionId }) {
    await session.send('iam', 'SetDefaultPolicyVersion', {
      PolicyArn: externalId,
      VersionId: DefaultVersionId,
    });
  },

  byHand: (target, _before, { DefaultVersionId }) => ({
    cli: [
      awsCommand(
        'iam set-default-policy-version',
        target,
        ...['--policy-arn', target.externalId, '--version-id', DefaultVersionId],
      ),
    ],
    terraform: `# In the aws_iam_policy ${target.name}: the document of ${DefaultVersionId}.`,
    console: `IAM → Policies → ${target.name} → Policy versions: choose ${DefaultVersionId}, Set as default.`,
  }),
});
