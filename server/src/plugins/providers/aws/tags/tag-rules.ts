import { shellWord } from '../../../../core/shell-word.ts';
import type { TagChange, TagRules, TagTarget } from '../../../../plugin-kit/define-writer.ts';
import { homeRegion } from '../regions.ts';
import { lastPart, tagTypes } from './tag-types.ts';

/** The calls of the tagging API, and the actions that they are. Each service asks for its own besides. */
const taggingApi = { set: 'tag:TagResources', remove: 'tag:UntagResources' };

/** Where the call about a resource goes. IAM and CloudFront have one place. */
export function regionOfTarget({ region, externalId }: TagTarget): string {
  const partition = externalId.split(':')[1] ?? 'aws';
  return region === 'global' || region === '' ? homeRegion(partition) : region;
}

/** Every action that changing tags can need, for the policy. */
export function writePermissions(): string[] {
  const actions = Object.values(tagTypes).flatMap(({ write }) => [...write.set, ...write.remove]);
  return [...new Set([taggingApi.set, taggingApi.remove, ...actions])].sort();
}

function byHand(target: TagTarget, change: TagChange): string {
  const own = tagTypes[target.type]?.own;
  const set = Object.entries(change.set);
  const commands: string[] = [];
  if (own !== undefined) {
    const name = own.option === 'policy-arn' ? target.externalId : lastPart(target.externalId);
    const command = (call: string) =>
      `aws iam ${call.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase()} --${own.option} ${shellWord(name)}`;
    if (set.length > 0) {
      const tags = set.map(([key, value]) => shellWord(`Key=${key},Value=${value}`)).join(' ');
      commands.push(`${command(own.set)} --tags ${tags}`);
    }
    if (change.remove.length > 0)
      commands.push(`${command(own.remove)} --tag-keys ${change.remove.map(shellWord).join(' ')}`);
    return commands.join(' && ');
  }
  const command = (call: string) =>
    `aws resourcegroupstaggingapi ${call} --region ${regionOfTarget(target)} --resource-arn-list ${shellWord(target.externalId)}`;
  if (set.length > 0)
    commands.push(`${command('tag-resources')} --tags ${shellWord(JSON.stringify(change.set))}`);
  if (change.remove.length > 0)
    commands.push(`${command('untag-resources')} --tag-keys ${change.remove.map(shellWord).join(' ')}`);
  return commands.join(' && ');
}

export const awsTagRules: TagRules = {
  problemOf({ type, externalId, configuration }) {
    const tagType = tagTypes[type];
    if (tagType === undefined) return 'InfraAudit does not change tags of this type';
    if (tagType.read(externalId) === undefined) return 'InfraAudit does not change tags of this kind of it';
    if (type === 'kms_key' && configuration.KeyManager === 'AWS') return 'AWS manages this key';
    if (
      type.startsWith('iam_') &&
      /:(role\/aws-service-role|policy\/aws-service-role)\/|:iam::aws:/.test(externalId)
    )
      return 'AWS manages this';
    return null;
  },
  tagProblem(key, value) {
    if (/^aws:/i.test(key)) return 'keys that begin with aws: belong to AWS';
    // What every service takes; some take more.
    const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
    if (key.length < 1 || key.length > 128) return 'a key has 1 to 128 characters';
    if (value.length > 256) return 'a value has at most 256 characters';
    if (!allowed.test(key) || !allowed.test(value))
      return 'only letters, digits, spaces and _ . : / = + - @ are allowed by every service';
    return null;
  },
  mostTags: 50,
  ignoresCase: (type) => tagTypes[type]?.own !== undefined,
  callOf(type, what) {
    const own = tagTypes[type]?.own;
    return own === undefined ? taggingApi[what] : `iam:${own[what]}`;
  },
  permissions(targets) {
    const needed = new Set<string>();
    for (const { type } of targets) {
      const tagType = tagTypes[type];
      if (tagType === undefined) continue;
      for (const action of [...tagType.write.set, ...tagType.write.remove]) needed.add(action);
      if (tagType.own === undefined) for (const action of Object.values(taggingApi)) needed.add(action);
    }
    return [...needed].sort();
  },
  byHand,
};
