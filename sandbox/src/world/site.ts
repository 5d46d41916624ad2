import type { Random } from './random.ts';
import type { EnabledRegion } from './region-names.ts';
import type { Region, World } from './world.ts';

/** How large a region of the sample company is, and what it is for. */
export interface Plan {
  stage: 'prod' | 'staging' | 'dr' | 'edge';
  /** First two octets of the VPC's range. */
  network: string;
  zones: ('a' | 'b' | 'c')[];
  hasDefaultVpc: boolean;
  tiers: readonly Tier[];
}

/** A group of equal servers. */
export interface Tier {
  name: string;
  count: number;
  instanceType: string;
  team: string;
  dataVolumeGiB?: number;
  isPublic?: boolean;
}

export interface Site {
  world: World;
  random: Random;
  region: Region;
  plan: Plan;
}

export const plans: Record<EnabledRegion, Plan> = {
  'us-east-1': {
    stage: 'prod',
    network: '10.20',
    zones: ['a', 'b', 'c'],
    hasDefaultVpc: true,
    tiers: [
      { name: 'web', count: 4, instanceType: 't3.medium', team: 'storefront', isPublic: true },
      { name: 'checkout-api', count: 4, instanceType: 'm6i.large', team: 'checkout' },
      { name: 'search', count: 3, instanceType: 'r6i.large', team: 'storefront', dataVolumeGiB: 200 },
      { name: 'kafka', count: 3, instanceType: 'm6i.xlarge', team: 'data-platform', dataVolumeGiB: 500 },
      { name: 'etl-worker', count: 2, instanceType: 'c6i.2xlarge', team: 'data-platform' },
      { name: 'batch', count: 4, instanceType: 'c6i.large', team: 'data-platform' },
      { name: 'bastion', count: 1, instanceType: 't3.micro', team: 'platform', isPublic: true },
    ],
  },
  'us-west-2': {
    stage: 'dr',
    network: '10.30',
    zones: ['a', 'b'],
    hasDefaultVpc: false,
    tiers: [
      { name: 'web', count: 2, instanceType: 't3.medium', team: 'storefront', isPublic: true },
      { name: 'checkout-api', count: 2, instanceType: 'm6i.large', team: 'checkout' },
    ],
  },
  'eu-central-1': {
    stage: 'prod',
    network: '10.40',
    zones: ['a', 'b'],
    hasDefaultVpc: true,
    tiers: [
      { name: 'web', count: 3, instanceType: 't3.medium', team: 'storefront', isPublic: true },
      { name: 'checkout-api', count: 2, instanceType: 'm6i.large', team: 'checkout' },
      { name: 'search', count: 2, instanceType: 'r6i.large', team: 'storefront', dataVolumeGiB: 200 },
      { name: 'bastion', count: 1, instanceType: 't3.micro', team: 'platform', isPublic: true },
    ],
  },
  'ap-southeast-1': {
    stage: 'edge',
    network: '10.50',
    zones: ['a', 'b'],
    hasDefaultVpc: false,
    tiers: [{ name: 'web', count: 2, instanceType: 't3.small', team: 'storefront', isPublic: true }],
  },
};

export const company = 'halden';

export interface TagList {
  Key: string;
  Value: string;
}

export function tagList(tags: Record<string, string>): TagList[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** The tags that the company's convention asks of every resource. */
export function standardTags(name: string, stage: string, team: string): Record<string, string> {
  return { Name: name, Environment: stage, Team: team, ManagedBy: 'terraform' };
}

/** An id as EC2 makes them: a prefix and 17 hexadecimal digits. */
export function newId(random: Random, prefix: string): string {
  return `${prefix}-0${random.hex(16)}`;
}

export function arn(site: Site, service: string, resource: string): string {
  return `arn:aws:${service}:${site.region.name}:${site.world.accountId}:${resource}`;
}
