import { awsError } from '../protocols/errors.ts';
import type { Grants } from '../world/iam-records.ts';
import type { World } from '../world/world.ts';
import { groupNamed, policyWithArn, roleNamed, userNamed } from './iam-lookup.ts';
import type { Operations } from './service.ts';

const attachmentQuota = 10;

/** Attaching twice is attaching once. Policies of AWS are in every account, without being part of one. */
function attach(world: World, grants: Grants, arn: string | undefined, noun: string): void {
  const PolicyArn = arn ?? '';
  if (!PolicyArn.startsWith('arn:aws:iam::aws:policy/')) policyWithArn(world, PolicyArn);
  if (grants.attachedPolicies.some((one) => one.PolicyArn === PolicyArn)) return;
  if (grants.attachedPolicies.length >= attachmentQuota) {
    throw awsError('LimitExceeded', 409, `Cannot exceed quota for PoliciesPer${noun}: ${attachmentQuota}`);
  }
  const PolicyName = PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1);
  grants.attachedPolicies = [...grants.attachedPolicies, { PolicyName, PolicyArn }];
}

function detach(grants: Grants, arn: string | undefined): void {
  const rest = grants.attachedPolicies.filter((one) => one.PolicyArn !== arn);
  if (rest.length === grants.attachedPolicies.length)
    throw awsError('NoSuchEntity', 404, `Policy ${arn} was not found.`);
  grants.attachedPolicies = rest;
}

function inRange(member: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (value >= least && value <= most)) return;
  const [word, bound] = value < least ? ['greater', least] : ['less', most];
  throw awsError(
    'ValidationError',
    400,
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${word} than or equal to ${bound}`,
  );
}

export const iamWriteOperations: Operations<typeof import('@aws-sdk/client-iam')> = {
  UpdateAccountPasswordPolicy: (input, { world }) => {
    inRange('minimumPasswordLength', input.MinimumPasswordLength, 6, 128);
    inRange('maxPasswordAge', input.MaxPasswordAge, 1, 1095);
    inRange('passwordReusePrevention', input.PasswordReusePrevention, 1, 24);
    // The whole policy is replaced: what a request leaves out goes back to its default.
    world.iam.passwordPolicy = {
      MinimumPasswordLength: input.MinimumPasswordLength ?? 6,
      RequireSymbols: input.RequireSymbols ?? false,
      RequireNumbers: input.RequireNumbers ?? false,
      RequireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
      RequireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
      AllowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
      ExpirePasswords: input.MaxPasswordAge !== undefined,
      ...(input.MaxPasswordAge === undefined ? {} : { MaxPasswordAge: input.MaxPasswordAge }),
      ...(input.PasswordReusePrevention === undefined
        ? {}
        : { PasswordReusePrevention: input.PasswordReusePrevention }),
      ...(input.HardExpiry === undefined ? {} : { HardExpiry: input.HardExpiry }),
    };
    return {};
  },

  DeleteAccountPasswordPolicy: (_input, { world }) => {
    if (!world.iam.passwordPolicy) {
      throw awsError('NoSuchEntity', 404, 'The account policy with name PasswordPolicy cannot be found.');
    }
    world.iam.passwordPolicy = undefined;
    return {};
  },

  UpdateAccessKey: (input, { world }) => {
    const user = userNamed(world, input.UserName);
    const key = user.accessKeys.find((one) => one.AccessKeyId === input.AccessKeyId);
    if (!key)
      throw awsError('NoSuchEntity', 404, `The Access Key with id ${input.AccessKeyId} cannot be found.`);
    if (input.Status !== 'Active' && input.Status !== 'Inactive') {
      throw awsError(
        'ValidationError',
        400,
        `1 validation error detected: Value '${input.Status}' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]`,
      );
    }
    key.Status = input.Status;
    world.iam.users.put(user);
    return {};
  },

  DeleteLoginProfile: (input, { world }) => {
    const user = userNamed(world, input.UserName);
    if (!user.loginProfile)
      throw awsError('NoSuchEntity', 404, `Login Profile for User ${user.UserName} cannot be found.`);
    delete user.loginProfile;
    world.iam.users.put(user);
    return {};
  },

  AttachUserPolicy: (input, { world }) => {
    const user = userNamed(world, input.UserName);
    attach(world, user, input.PolicyArn, 'User');
    world.iam.users.put(user);
    return {};
  },

  DetachUserPolicy: (input, { world }) => {
    const user = userNamed(world, input.UserName);
    detach(user, input.PolicyArn);
    world.iam.users.put(user);
    return {};
  },

  AttachGroupPolicy: (input, { world }) => {
    const group = groupNamed(world, input.GroupName);
    attach(world, group, input.PolicyArn, 'Group');
    world.iam.groups.put(group);
    return {};
  },

  DetachGroupPolicy: (input, { world }) => {
    const group = groupNamed(world, input.GroupName);
    detach(group, input.PolicyArn);
    world.iam.groups.put(group);
    return {};
  },

  AttachRolePolicy: (input, { world }) => {
    const role = roleNamed(world, input.RoleName);
    attach(world, role, input.PolicyArn, 'Role');
    world.iam.roles.put(role);
    return {};
  },

  DetachRolePolicy: (input, { world }) => {
    const role = roleNamed(world, input.RoleName);
    detach(role, input.PolicyArn);
    world.iam.roles.put(role);
    return {};
  },
};
