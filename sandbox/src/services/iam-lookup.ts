import { awsError } from '../protocols/errors.ts';
import type { StoredGroup, StoredPolicy, StoredRole, StoredUser } from '../world/iam-records.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { type Page, pageOf } from './paging.ts';

function absent(message: string) {
  return awsError('NoSuchEntity', 404, message);
}

export function userNamed(world: World, name: string | undefined): StoredUser {
  const user = world.iam.users.get(name ?? '');
  if (!user) throw absent(`The user with name ${name} cannot be found.`);
  return user;
}

export function groupNamed(world: World, name: string | undefined): StoredGroup {
  const group = world.iam.groups.get(name ?? '');
  if (!group) throw absent(`The group with name ${name} cannot be found.`);
  return group;
}

export function roleNamed(world: World, name: string | undefined): StoredRole {
  const role = world.iam.roles.get(name ?? '');
  if (!role) throw absent(`The role with name ${name} cannot be found.`);
  return role;
}

export function policyWithArn(world: World, arn: string | undefined): StoredPolicy {
  const policy = world.iam.policies.get(arn ?? '');
  if (!policy) throw absent(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

/** IAM sends documents percent-encoded, as RFC 3986 says. */
export function encodedDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const usualPage = 100;
const largestPage = 1000;

interface Paged {
  Marker?: string | undefined;
  MaxItems?: number | undefined;
}

export function iamPage<T>(source: Table<T> | readonly T[], input: Paged): Page<T> {
  return pageOf(source, {
    token: input.Marker,
    max: input.MaxItems,
    usual: usualPage,
    largest: largestPage,
    invalidToken: () => awsError('ValidationError', 400, 'Invalid Marker.'),
  });
}

/** `IsTruncated` and `Marker`, as every IAM list has them. */
export function truncation(next: string | undefined): { IsTruncated: boolean; Marker?: string } {
  return next === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: next };
}
