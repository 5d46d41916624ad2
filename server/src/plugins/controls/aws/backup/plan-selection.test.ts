import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../core/json.ts';
import { sharedFleet } from '../../../../plugin-kit/fleet.ts';
import { UnseenError } from '../../../../plugin-kit/watched-configuration.ts';
import { selectingPlan } from './plan-selection.ts';

const table = {
  arn: 'arn:aws:dynamodb:us-east-1:111122223333:table/orders-eu',
  region: 'us-east-1',
  tags: { Backup: 'yes', stage: 'production' },
  backupType: 'DynamoDB',
};

function selects(selection: JsonObject, more: JsonObject = {}, resource = table) {
  const configuration = {
    BackupPlan: { BackupPlanRule: [{ RuleName: 'daily' }] },
    Selections: [{ SelectionName: 's', ...selection }],
    ...more,
  };
  const plan = {
    externalId: 'p',
    name: 'nightly',
    region: 'us-east-1',
    tags: {},
    configuration,
    unreadable: [],
  };
  return selectingPlan(
    resource,
    sharedFleet({ type: 'backup_plan', resources: [plan], unlisted: [] }).view({}) as never,
  ).state;
}

const pair = (ConditionKey: string, ConditionValue: string) => [{ ConditionKey, ConditionValue }];

describe('which plan selects a resource', () => {
  it.each([
    ['*', 'selected'],
    ['arn:aws:dynamodb:*:*:table/*', 'selected'],
    ['arn:aws:dynamodb:us-east-1:111122223333:table/orders-eu', 'selected'],
    ['arn:aws:dynamodb:*:table/*-eu', 'selected'],
    ['arn:aws:dynamodb:*:table/*-us', 'none'],
    ['arn:aws:dynamodb:us-east-1:111122223333:table/orders', 'none'],
    ['arn:aws:dynamodb:*:orders-eu*orders-eu', 'none'],
    ['arn:aws:rds:*:*:db:*', 'none'],
  ])('by the pattern %s: %s', (pattern, state) => {
    expect(selects({ Resources: [pattern] })).toBe(state);
  });

  it('asks for one tag of a list, and for all conditions', () => {
    const listed = [...pair('Backup', 'no'), ...pair('stage', 'production')];
    expect(selects({ ListOfTags: listed })).toBe('selected');
    const equals = (...conditions: JsonObject[]) => ({
      Resources: ['*'],
      Conditions: { StringEquals: conditions },
    });
    expect(selects(equals(...pair('aws:ResourceTag/Backup', 'yes')))).toBe('selected');
    expect(
      selects(equals(...pair('aws:ResourceTag/Backup', 'yes'), ...pair('aws:ResourceTag/stage', 'test'))),
    ).toBe('none');
  });

  it('takes a missing tag for different, not for alike', () => {
    const resources = { Resources: ['*'] };
    expect(selects({ ...resources, Conditions: { StringNotEquals: pair('aws:ResourceTag/no', 'x') } })).toBe(
      'selected',
    );
    expect(selects({ ...resources, Conditions: { StringLike: pair('aws:ResourceTag/no', '*') } })).toBe(
      'none',
    );
  });

  it('leaves out what is excluded, whatever else fits', () => {
    expect(selects({ Resources: ['*'], NotResources: ['arn:aws:dynamodb:*'] })).toBe('none');
  });

  it('follows the opt-in of the region, unless the type is named', () => {
    const off = { ResourceTypeOptInPreference: { DynamoDB: false } };
    expect(selects({ Resources: ['*'] }, off)).toBe('none');
    expect(selects({ ListOfTags: pair('Backup', 'yes') }, off)).toBe('none');
    expect(selects({ Resources: ['arn:aws:dynamodb:*:*:table/*'] }, off)).toBe('selected');
  });

  it('does not guess how ARNs and tags join', () => {
    expect(selects({ Resources: ['arn:aws:rds:*'], ListOfTags: pair('Backup', 'yes') })).toBe('unclear');
    expect(selects({ Resources: ['*'], ListOfTags: pair('Backup', 'yes') })).toBe('selected');
  });

  it('is not known where selections could not be read', () => {
    const plan = {
      externalId: 'p',
      name: 'nightly',
      region: 'us-east-1',
      tags: {},
      configuration: { BackupPlan: { BackupPlanRule: [{ RuleName: 'daily' }] } },
      unreadable: [{ path: 'Selections', reason: 'denied' as const }],
    };
    const plans = sharedFleet({ type: 'backup_plan', resources: [plan], unlisted: [] }).view({});
    expect(() => selectingPlan(table, plans as never)).toThrow(UnseenError);
  });
});
