import { expect } from 'vitest';
import type { Json, JsonObject } from '../../../../core/json.ts';
import { compareConfigurations } from '../compare.ts';
import { buildDrifts, type DriftDraft } from '../drifts.ts';

export function driftsOf(
  type: string,
  before: JsonObject,
  after: JsonObject,
  requiredTags: string[] = [],
): DriftDraft[] {
  const { changes } = compareConfigurations({ type, before, after });
  return buildDrifts({ resource: { type }, changes, before, after, requiredTags });
}

export function only(
  type: string,
  before: JsonObject,
  after: JsonObject,
  requiredTags: string[] = [],
): DriftDraft {
  const drifts = driftsOf(type, before, after, requiredTags);
  expect(drifts).toHaveLength(1);
  return drifts[0] as DriftDraft;
}

export const ingress = (...rules: JsonObject[]): JsonObject => ({ SecurityGroupIngress: rules });
export const tcp = (from: number, to: number, cidr: string): JsonObject => ({
  IpProtocol: 'tcp',
  FromPort: from,
  ToPort: to,
  CidrIp: cidr,
});
export const block = (on: Json): JsonObject => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: on,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
});
export const rolePolicy = (statement: Json): JsonObject => ({
  Policies: [{ PolicyName: 'work', PolicyDocument: { Version: '2012-10-17', Statement: statement } }],
});
export const bucketPolicy = (statement: JsonObject): JsonObject => ({
  BucketPolicy: { Version: '2012-10-17', Statement: [statement] },
});
export const tags = (values: Record<string, string>): JsonObject => ({
  Tags: Object.entries(values).map(([Key, Value]) => ({ Key, Value })),
});
