import type { Tag } from '@aws-sdk/client-iam';
import { policyWithArn, roleNamed, userNamed } from './iam-lookup.ts';
import type { Operations } from './service.ts';

/** A key that is there gets the new value; IAM compares keys without their case. */
function withTags(tags: Tag[] | undefined, added: Tag[] | undefined): Tag[] {
  const names = new Set((added ?? []).map((tag) => tag.Key?.toLowerCase()));
  return [...(tags ?? []).filter((tag) => !names.has(tag.Key?.toLowerCase())), ...(added ?? [])];
}
function without(tags: Tag[] | undefined, keys: string[] | undefined): Tag[] {
  const names = new Set((keys ?? []).map((key) => key.toLowerCase()));
  return (tags ?? []).filter((tag) => !names.has((tag.Key ?? '').toLowerCase()));
}

export const iamTagOperations: Operations<typeof import('@aws-sdk/client-iam')> = {
  TagRole: (input, { world }) => {
    const role = roleNamed(world, input.RoleName);
    role.Tags = withTags(role.Tags, input.Tags);
    world.iam.roles.put(role);
    return {};
  },
  UntagRole: (input, { world }) => {
    const role = roleNamed(world, input.RoleName);
    role.Tags = without(role.Tags, input.TagKeys);
    world.iam.roles.put(role);
    return {};
  },
  TagUser: (input, { world }) => {
    const user = userNamed(world, input.UserName);
    user.Tags = withTags(user.Tags, input.Tags);
    world.iam.users.put(user);
    return {};
  },
  UntagUser: (input, { world }) => {
    const user = userNamed(world, input.UserName);
    user.Tags = without(user.Tags, input.TagKeys);
    world.iam.users.put(user);
    return {};
  },
  TagPolicy: (input, { world }) => {
    const policy = policyWithArn(world, input.PolicyArn);
    policy.Tags = withTags(policy.Tags, input.Tags);
    world.iam.policies.put(policy);
    return {};
  },
  UntagPolicy: (input, { world }) => {
    const policy = policyWithArn(world, input.PolicyArn);
    policy.Tags = without(policy.Tags, input.TagKeys);
    world.iam.policies.put(policy);
    return {};
  },
};
